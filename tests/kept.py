"""The one file that all rows of files in the little world stand for."""

from hashlib import sha256

CONTENT = b"%PDF-1.7 of the little world"
DIGEST = sha256(CONTENT).hexdigest()
SIZE = len(CONTENT)

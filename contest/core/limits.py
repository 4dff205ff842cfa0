"""How many requests one address may make where each costs us work or somebody a letter."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address)

# Generous: a whole hall signs in through one address, and what guesses slows down by itself.
SIGN_IN = "120 per minute"
REGISTRATION = "30 per minute"
LINK = "30 per minute"

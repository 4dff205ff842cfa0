"""The archive of a contest: all its documents and its bundle in one file, kept for 15 years."""

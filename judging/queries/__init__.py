"""What judging reads."""

"""The forms of judging."""

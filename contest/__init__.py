"""Contests, challenges, entries, and the people and organisations around them."""

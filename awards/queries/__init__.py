"""What awards read."""

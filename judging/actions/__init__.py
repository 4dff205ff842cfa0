"""What people do in judging."""

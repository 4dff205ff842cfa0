"""Who may do what in judging."""

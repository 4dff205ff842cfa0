"""Who may do what with prizes and awards."""

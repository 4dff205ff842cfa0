"""Award lists and standings as tables for spreadsheets; the printed ones are in documents."""

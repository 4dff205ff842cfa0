"""What people do with prizes and awards."""

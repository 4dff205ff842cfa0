"""How fast the product is, and beside it the least that the same work can cost here."""

"""Loading the demo: its world is told from the beginning, by the product's own actions."""

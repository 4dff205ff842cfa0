"""The bundle: one file by which anyone can check a contest's result without this product."""

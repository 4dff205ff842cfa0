"""What people can do in the contest package: one module a noun."""

"""The forms of the contest package: one module a noun."""

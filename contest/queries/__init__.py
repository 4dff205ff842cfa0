"""What the contest package asks the database: one module a noun."""

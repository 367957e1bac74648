"""The next draft made from a published revision and other words for some of its clauses. Plain Python, but for the rows it begins with."""

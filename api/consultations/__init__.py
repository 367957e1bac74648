"""A consultation: list, one, its steps."""

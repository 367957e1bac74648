"""Appending to the hash-chained record."""

"""Editions of the report: list, freezing, files."""

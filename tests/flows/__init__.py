"""Whole journeys, in a browser."""

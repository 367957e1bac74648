"""Feeds of a consultation and of a clause."""

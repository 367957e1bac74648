"""Figures and the summary; render/ has one file a format."""

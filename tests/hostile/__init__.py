"""Hostile input: put into every field that people fill, and looked at in Chromium on every page that shows it."""

"""The draft: its text, its publication."""

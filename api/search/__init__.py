"""The search, for programs."""

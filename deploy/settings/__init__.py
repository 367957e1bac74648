"""Settings: base, and one file a place; the environment decides."""

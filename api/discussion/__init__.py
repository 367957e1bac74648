"""Posts and the events of their threads."""

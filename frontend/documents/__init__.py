"""Pages of drafts: reading."""

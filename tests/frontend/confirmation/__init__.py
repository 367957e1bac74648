"""Writing first, and confirming by mail after."""

"""Posts and events over the API."""

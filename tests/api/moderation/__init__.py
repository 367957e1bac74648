"""The queue and decisions over the API."""

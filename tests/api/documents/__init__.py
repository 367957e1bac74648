"""The draft over the API."""

"""The record over the API."""

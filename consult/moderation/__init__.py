"""Decisions with reasons, and the queue."""

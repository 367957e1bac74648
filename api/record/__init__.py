"""The record's head."""

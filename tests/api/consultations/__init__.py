"""Consultations over the API."""

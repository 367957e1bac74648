"""Tests of frontend/consultations."""

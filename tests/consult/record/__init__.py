"""Tests of consult.record."""

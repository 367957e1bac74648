"""Tests of consult.management."""

"""Tests of consult.documents."""

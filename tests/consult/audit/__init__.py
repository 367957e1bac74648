"""Tests of consult.audit."""

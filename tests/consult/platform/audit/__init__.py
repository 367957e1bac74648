"""Tests of consult.platform.audit."""

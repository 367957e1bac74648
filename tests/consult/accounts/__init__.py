"""Tests of consult.accounts."""

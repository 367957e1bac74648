"""Tests of reading a file into clauses; every text in them is invented."""

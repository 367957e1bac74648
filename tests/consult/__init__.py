"""Tests of the domain, a file for each file of consult/."""

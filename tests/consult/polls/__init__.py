"""Tests of consult.polls."""

"""Tests of consult.polls.explanation."""

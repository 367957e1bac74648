"""Tests of consult.polls.explaining."""

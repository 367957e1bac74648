"""Tests of frontend.polls."""

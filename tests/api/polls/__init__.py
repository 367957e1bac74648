"""Tests of api.polls."""

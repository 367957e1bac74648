"""Tests of submissions, threads, posts and their screening."""

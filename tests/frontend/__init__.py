"""Tests of the pages, as people read them."""

"""Tests of changing what was read of a draft; every text in them is invented."""

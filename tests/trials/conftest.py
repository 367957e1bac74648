"""Trials write their figures into the same file as the benches."""

from tests.bench.conftest import commit, measured

__all__ = ["commit", "measured"]

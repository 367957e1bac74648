"""Trials write their figures into the same file as the benches, and look at pages in the system's Chromium."""

from tests.bench.conftest import commit, measured
from tests.needs import browser_context_args, browser_type_launch_args

__all__ = [
    "browser_context_args",  # here they come before those of pytest-playwright
    "browser_type_launch_args",
    "commit",
    "measured",
]

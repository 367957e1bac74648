"""Fixtures of the API's tests."""

import pytest

from consult.consultations.rules import Moderation
from tests.cast import Scene, Someone, staged
from tests.needs import browser_context_args, browser_type_launch_args

__all__ = ["browser_context_args", "browser_type_launch_args"]  # here they come before those of pytest-playwright


@pytest.fixture
def hidden(budi: Someone, ratna: Someone) -> Scene:
    """In phase draft: only its team knows of it."""
    return staged("rahasia", moderation=Moderation.BEFORE, officials=[ratna], moderators=[budi], open_it=False)

"""Fixtures of the reading page's tests."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.core.cache import cache

from consult.consultations.rules import Moderation
from tests.cast import Scene, Someone, staged
from tests.frontend.documents import drafts

Counting = Callable[[int], AbstractContextManager[object]]
Opening = Callable[[str], Scene]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Each test begins with an empty cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def opening(budi: Someone, ratna: Someone) -> Opening:
    """Opens a consultation on a draft, at `/k/naskah/`."""

    def opened(draft: str) -> Scene:
        return staged("naskah", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], draft=draft)

    return opened


@pytest.fixture
def explained(opening: Opening) -> Scene:
    """A draft with explanations."""
    return opening(drafts.EXPLAINED)

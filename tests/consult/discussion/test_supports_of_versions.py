"""A support is given to words that the public has seen: not to those that waited, were refused, or are not there."""

import pytest

from consult.discussion.models import Post, Support
from consult.errors import NotPossible
from tests.cast import Scene, Someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(consultation: Scene, siti: Someone, budi: Someone) -> Post:
    """Its first version waited and was replaced, the second was public, the third waited and was replaced, the fourth is shown."""
    first = siti.posts("Satu.", on=consultation.clause("Pasal 4"))
    siti.edits(first, text="Dua.")
    budi.publishes(first)
    siti.edits(first, text="Tiga.")
    siti.edits(first, text="Empat.")
    budi.publishes(first)
    return first


@pytest.mark.parametrize("version", [1, 3, 5, 0])
def test_words_that_were_never_public_cannot_be_supported(post: Post, agus: Someone, version: int) -> None:
    with pytest.raises(NotPossible) as refused:
        agus.supports(post, version=version)

    assert refused.value.code == "support.not_shown"
    assert (Support.objects.count(), Post.objects.get().supported) == (0, 0)


@pytest.mark.parametrize(("version", "seen"), [(2, 2), (4, 4), (None, 4)])
def test_words_that_were_public_once_can(post: Post, agus: Someone, version: int | None, seen: int) -> None:
    agus.supports(post, version=version)

    assert Support.objects.get().version.number == seen

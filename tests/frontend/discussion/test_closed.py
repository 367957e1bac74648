"""Where a consultation takes nothing, no page invites anybody to write."""

import pytest

from consult.discussion.models import Thread
from consult.discussion.rules import ThreadKind
from tests.cast import Scene, Someone, closes
from tests.frontend.pages import read

pytestmark = pytest.mark.django_db

INVITING = ("Write a contribution", "Write here", "Write on a clause", "You could be the first", "Nobody has written here yet")


@pytest.fixture
def addresses(lively: Scene) -> list[str]:
    """A clause, the thread on the draft as a whole, the letter, and the draft by what is most discussed."""
    general = Thread.objects.get(consultation=lively.row, kind=ThreadKind.GENERAL)
    at = f"/k/{lively.row.slug}"
    return [f"{at}/clauses/{lively.clause('Pasal 3')}/", f"{at}/threads/{general.pk}/", f"{at}/letter/", f"{at}/draft/?show=discussed"]


def test_while_it_is_open_each_of_them_does(lively: Scene, addresses: list[str], siti: Someone) -> None:
    assert [at for at in addresses if not any(word in read(at, by=siti).words for word in INVITING)] == []


def test_once_it_is_closed_none_of_them_does(lively: Scene, addresses: list[str], siti: Someone) -> None:
    closes(lively)

    assert [(at, word) for at in addresses for word in INVITING if word in read(at, by=siti).words] == []
    assert "Closed for contributions" in read(addresses[0]).words

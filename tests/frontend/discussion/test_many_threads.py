"""Threads where there are many, and opening one over clauses of a draft that has many."""

from types import SimpleNamespace
from typing import Any

import pytest

from consult.consultations.rules import Moderation
from consult.discussion.models import Thread, ThreadClause
from consult.discussion.rules import ThreadKind
from frontend.discussion.desk.thread_form import TOGETHER, cuts
from frontend.discussion.reading.threads import AT_ONCE
from tests.cast import Scene, Someone, staged
from tests.frontend.pages import browser, page, read

CHAPTERS = {"I": range(1, 31), "II": range(31, 61), "III": range(61, 161)}
LONG = "RANCANGAN PERATURAN DESA TENTANG PASAR\n" + "\n".join(
    f"BAB {chapter} TENTANG {chapter}\n" + "\n".join(f"Pasal {n}\nPedagang wajib menaati aturan nomor {n}." for n in numbers)
    for chapter, numbers in CHAPTERS.items()
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def long(ratna: Someone, budi: Someone) -> Scene:
    """A consultation on a draft with many clauses."""
    return staged("pasar-besar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], draft=LONG)


def desk(scene: Scene) -> str:
    """Where threads are opened."""
    return f"/desk/{scene.row.slug}/threads/"


def test_of_a_long_draft_the_clauses_are_folded_and_what_was_chosen_lies_open(long: Scene, budi: Someone) -> None:
    client = browser(budi)
    shown = page(client.get(desk(long)))
    assert len(shown.find("input", name="clauses")) == len(long.labels) > 4 * TOGETHER
    folds = shown.find("details")
    assert len(folds) > 4
    assert not [fold for fold in folds if "open" in fold]

    refused = page(client.post(desk(long), {**shown.form(desk(long)), "title": "Iuran", "clauses": [str(long.clause("Pasal 45"))]}))

    assert [("open" in fold) for fold in refused.find("details")].count(True) == 1
    assert refused.find("input", name="clauses", value=str(long.clause("Pasal 45")), checked="")


def test_clauses_of_a_long_draft_can_be_typed_as_it_calls_them(long: Scene, budi: Someone) -> None:
    client = browser(budi)
    form = page(client.get(desk(long))).form(desk(long))
    both = {"title": "Iuran", "typed": " pasal  3 ; Pasal 150", "clauses": [str(long.clause("Pasal 45")), str(long.clause("Pasal 3"))]}

    assert client.post(desk(long), {**form, **both}).status_code == 303

    thread = Thread.objects.get(kind=ThreadKind.SEVERAL)
    chosen = set(ThreadClause.objects.filter(thread=thread).values_list("clause", flat=True))
    assert chosen == {long.clause(label) for label in ("Pasal 3", "Pasal 45", "Pasal 150")}


def test_a_label_that_no_clause_has_is_named_and_what_was_typed_stays(long: Scene, budi: Someone) -> None:
    client = browser(budi)
    form = page(client.get(desk(long))).form(desk(long))

    answer = client.post(desk(long), {**form, "title": "Iuran", "typed": "Pasal 3; Pasal 999"}, HTTP_ACCEPT_LANGUAGE="en")

    assert answer.status_code == 400
    assert "or more than one: Pasal 999" in page(answer).words
    assert page(answer).form(desk(long))["typed"] == "Pasal 3; Pasal 999"


def test_folds_begin_at_chapters_and_none_is_longer_than_allowed() -> None:
    def clauses(*sizes: int) -> list[Any]:
        return [SimpleNamespace(parent_id=None if n == 0 else 1) for size in sizes for n in range(size)]

    assert cuts(clauses(30, 5, 10, 20)) == [0, 35, 65]
    assert cuts(clauses(2, 2 * TOGETHER + 1, 3)) == [0, 2, 2 + TOGETHER, 2 + 2 * TOGETHER, 6 + 2 * TOGETHER]
    assert cuts([]) == [0]


def test_many_threads_come_in_pages_for_everybody_and_at_the_desk(lively: Scene, budi: Someone) -> None:
    over = [lively.clause("Pasal 3"), lively.clause("Pasal 5")]
    for n in range(AT_ONCE + 1):
        budi.opens_thread(f"Perkara {n}", over=over, at=lively)
    client = browser(budi)

    for path in (f"/k/{lively.row.slug}/threads/", desk(lively)):
        first, second = (page(client.get(f"{path}?page={n}")) for n in (1, 2))
        assert "Perkara 5" in first.words
        assert f"Perkara {AT_ONCE}" not in first.words
        assert first.find("a", rel="next", href="?page=2")
        assert f"Perkara {AT_ONCE}" in second.words
        assert "Perkara 5" not in second.words


def test_the_desk_lists_closed_threads_of_single_clauses_last(lively: Scene, budi: Someone) -> None:
    budi.locks(Thread.objects.get(places__clause=lively.clause("Pasal 4"), places__own=True))
    budi.locks(Thread.objects.get(places__clause=lively.clause("Pasal 2"), places__own=True))
    budi.opens_thread("Lapak dan sampah", over=[lively.clause("Pasal 3"), lively.clause("Pasal 5")], at=lively)

    shown = read(desk(lively), by=budi).html

    listed = [shown.index(f">{title}<") for title in ("Lapak dan sampah", "Pasal 2", "Pasal 4")]
    assert listed == sorted(listed)

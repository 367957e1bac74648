"""Finding posts by their words: the same on both databases, and never what the public does not see."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from consult.accounts.viewer import VISITOR
from consult.consultations.models import Consultation
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Kind, Operation, Proposal, Stance, Status
from consult.discussion.search import post_index, posts
from consult.discussion.search.posts import Found, Narrowed, found_posts
from consult.errors import NotFound
from consult.platform.search.asking import wanted
from consult.platform.search.sealing import sealed
from tests.cast import Scene, Someone, moment, public_versions
from tests.waiting import do_jobs

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql]

SAID = (
    "Pelayanan di lapak ini lambat sekali.",
    "Petugas melayani pedagang dengan baik di pasar pagi.",
    "Biaya sewa lapak memberatkan pedagang kecil; pedagang lama tidak keberatan.",
    "The stalls are cheap, and the policy is fair to citizens.",
    "Pasar buka pagi, tutup siang. Rp1.000.000 sebulan untuk COVID-19?",
    "Anak-anak sekolah berjualan kue; 1e5 kali sehari di pasal 7A dan 0x1f, -5, a.b/x_y.",
)


def ask(question: str, viewer: Someone | None = None, after: str = "", **within: Any) -> Found:
    """What is found for a question."""
    who = viewer.viewer if viewer else VISITOR
    return found_posts(wanted(question), within=Narrowed(**within), viewer=who, now=moment(), after=after)


def texts(found: Found) -> list[str]:
    """What the posts say that were found."""
    return [public_versions(hit.post)[0].text for hit in found.hits]


@pytest.fixture
def said(lively: Scene, siti: Someone) -> list[Post]:
    """Some posts on one clause, a second between them."""
    clause, start = lively.clause("Pasal 3"), moment()
    return [siti.posts(text, on=clause, now=start + timedelta(seconds=place)) for place, text in enumerate(SAID)]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("pelayanan", [0, 1]),
        ("melayani pedagang", [1]),
        ("pedagang", [2, 1]),  # twice said is better, and of equals the newer comes first
        ("lapak", [0, 2]),
        ("pasar pagi", [1, 4]),
        ('"pasar pagi"', [1]),
        ('"pagi tutup siang"', [4]),
        ("pedagang -berat", [1]),
        ('pasar -"pasar pagi"', [4]),
        ("STALL citizen", [3]),
        ("policies", [3]),
        ("1.000.000", [4]),
        ("covid-19", [4]),
        ('"19 covid"', []),
        ("anak", [5]),
        ("1e5", [5]),
        ("0x1f 5", [5]),
        ("a.b/x_y", [5]),
        ("7a", [5]),
        ("7", []),
        ("NOT lapak", []),
        ('lapak OR "', []),
        ("lapak*", [0, 2]),
        ("words:lapak", []),
        ("kereta", []),
    ],
)
def test_a_question_finds_the_same_on_both_databases(said: list[Post], question: str, places: list[int]) -> None:
    assert texts(ask(question)) == [SAID[place] for place in places]


def test_what_a_post_proposes_is_found_and_shown_where_it_stands(lively: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Lapak boleh diwariskan kepada anak.")
    siti.posts("Lebih adil begini.", on=lively.clause("Pasal 3"), kind=Kind.PROPOSAL, stance=Stance.MIXED, proposal=proposal)

    [hit] = ask("diwariskan").hits

    assert [piece.text for piece in hit.pieces if piece.is_hit] == ["diwariskan"]
    assert hit.label == "Pasal 3"


def test_one_can_look_in_one_consultation_clause_kind_or_stance(lively: Scene, consultation: Scene, siti: Someone, budi: Someone) -> None:
    here, there = lively.clause("Pasal 3"), lively.clause("Pasal 4")
    siti.posts("Lapak satu.", on=here, stance=Stance.SUPPORT)
    siti.posts("Lapak dua.", on=there, stance=Stance.OPPOSE)
    siti.posts("Lapak tiga?", on=there, kind=Kind.QUESTION, stance=Stance.NEUTRAL)
    budi.publishes(siti.posts("Lapak empat.", on=consultation.clause("Pasal 3"), stance=Stance.SUPPORT))

    assert texts(ask("lapak", consultation=consultation.row)) == ["Lapak empat."]
    assert texts(ask("lapak", clause=here)) == ["Lapak satu."]
    assert texts(ask("lapak", kind=Kind.QUESTION)) == ["Lapak tiga?"]
    assert sorted(texts(ask("lapak", stance=Stance.SUPPORT))) == ["Lapak empat.", "Lapak satu."]
    assert texts(ask("lapak", consultation=lively.row, stance=Stance.SUPPORT)) == ["Lapak satu."]
    assert texts(ask("lapak", consultation=consultation.row, clause=here)) == []


def test_a_word_like_a_facet_finds_nothing_that_it_should_not(lively: Scene, consultation: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak satu.", on=lively.clause("Pasal 3"))
    other = PostVersion.objects.get(post=post).words.split()[-1]
    siti.posts(f"Lapak dua {other}", on=lively.clause("Pasal 4"), stance=Stance.SUPPORT)

    assert texts(ask("lapak", stance=Stance.OPPOSE)) == ["Lapak satu."]


@pytest.mark.parametrize("viewer", ["tono", "siti", "agus", "budi", "ratna"])
def test_nobody_finds_what_is_held_hidden_withdrawn_or_superseded(
    lively: Scene, consultation: Scene, siti: Someone, budi: Someone, viewer: str, request: pytest.FixtureRequest
) -> None:
    clause = lively.clause("Pasal 3")
    siti.posts("Kereta ditahan.", on=consultation.clause("Pasal 3"))
    budi.hides(siti.posts("Kereta disembunyikan.", on=clause))
    siti.withdraws(siti.posts("Kereta ditarik.", on=clause))
    siti.edits(siti.posts("Kereta lama.", on=clause), text="Gerobak baru.")

    found = ask("kereta", request.getfixturevalue(viewer))

    assert texts(found) == []
    assert (found.count, found.is_more, found.after) == (0, False, "")
    assert texts(ask("gerobak")) == ["Gerobak baru."]


def test_what_is_restored_is_found_again(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Kereta.", on=lively.clause("Pasal 3"))
    budi.hides(post)
    budi.restores(post)

    assert texts(ask("kereta")) == ["Kereta."]


def test_the_words_of_an_edit_that_waits_are_not_found_and_the_shown_ones_are(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Kereta lama.", on=consultation.clause("Pasal 3"))
    budi.publishes(post)
    siti.edits(post, text="Gerobak baru.")

    assert texts(ask("kereta")) == ["Kereta lama."]
    assert texts(ask("gerobak")) == []


def test_where_somebody_may_not_read_there_is_nothing_to_look_in(lively: Scene, siti: Someone, ratna: Someone) -> None:
    siti.posts("Kereta.", on=lively.clause("Pasal 3"))
    Consultation.objects.filter(pk=lively.row.pk).update(step="draft")
    row = lively.now_is()

    assert texts(ask("kereta")) == texts(ask("kereta", siti)) == []
    assert texts(ask("kereta", ratna)) == ["Kereta."]
    with pytest.raises(NotFound):
        ask("kereta", consultation=row)


def test_what_is_said_to_practise_is_found_only_where_one_practises(lively: Scene, siti: Someone) -> None:
    siti.posts("Kereta.", on=lively.clause("Pasal 3"))
    Consultation.objects.filter(pk=lively.row.pk).update(practice=True)

    assert texts(ask("kereta")) == []
    assert texts(ask("kereta", consultation=lively.now_is())) == ["Kereta."]


def test_pages_follow_each_other_without_a_gap_or_a_double_over_several_windows(
    lively: Scene, siti: Someone, agus: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, clause = moment(), lively.clause("Pasal 3")
    monkeypatch.setattr(posts, "WINDOW", 7)
    monkeypatch.setattr(posts, "PAGE", 3)
    said = [f"Kereta {number} {'kereta ' * (number % 4)}" for number in range(17)]
    every = {siti.posts(text, on=clause, now=start + timedelta(seconds=second)).pk for second, text in enumerate(said)}

    seen: list[UUID] = []
    found = ask("kereta")
    assert (found.count, found.is_more) == (7, True)
    while True:
        seen += [hit.post.pk for hit in found.hits]
        agus.posts("Kereta yang datang sementara itu.", on=clause, now=start + timedelta(minutes=1))
        if not found.after:
            break
        assert not any(version.hex in found.after for version in PostVersion.objects.values_list("pk", flat=True))
        found = ask("kereta", after=found.after)

    assert len(seen) == len(set(seen)) == len(every)
    assert set(seen) == every


@pytest.mark.parametrize("after", ["x", "1", "1-2", "-", "1-" + "0" * 32 + "-3", "9" * 40 + "-" + "0" * 32, "1-" + "0" * 31 + "é"])
def test_a_page_that_was_never_given_is_not_found(said: list[Post], after: str) -> None:
    with pytest.raises(NotFound):
        ask("lapak", after=after)
    with pytest.raises(NotFound):
        ask("lapak", after=sealed(after))


def test_a_page_costs_the_same_however_much_is_found(said: list[Post], django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        ask("lapak -kereta pedagang")


def test_an_erased_version_leaves_no_word_in_the_index(said: list[Post], lively: Scene, siti: Someone) -> None:
    version = PostVersion.objects.get(post=siti.posts("Xylofon kereta.", on=lively.clause("Pasal 3")))
    before = index_bytes()
    version.status, version.text, version.words = Status.ERASED, "", ""
    version.save(update_fields=["status", "text", "words"])

    assert texts(ask("xylofon")) == texts(ask("kereta")) == []
    if connection.vendor == "sqlite":  # on PostgreSQL a vacuum does it
        assert b"xylofon" in before
        assert b"xylofon" not in index_bytes()


def index_bytes() -> bytes:
    """All that the full-text table of SQLite holds."""
    if connection.vendor != "sqlite":
        return b""
    with transaction.atomic(), connection.cursor() as cursor:  # a savepoint, as a commit, writes what waits in memory
        cursor.execute("SELECT block FROM consult_postversion_words_data")
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def test_a_narrowing_by_all_at_once_is_one_question(said: list[Post], lively: Scene) -> None:
    every = Narrowed(consultation=lively.row, clause=lively.clause("Pasal 3"), kind=Kind.COMMENT, stance=Stance.OPPOSE)

    found = found_posts(wanted("lapak"), within=every, viewer=VISITOR, now=moment())
    other = found_posts(wanted("lapak"), within=replace(every, stance=Stance.SUPPORT), viewer=VISITOR, now=moment())

    assert (found.count, other.count) == (2, 0)


@pytest.mark.django_db
def test_the_words_of_a_long_text_are_found_by_a_worker_while_nobody_waits_for_them(
    lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = " ".join(f"kata{number}" for number in range(600))
    clause = lively.clause("Pasal 4")
    short = siti.posts("Lampu pasar kurang terang.", on=clause)

    monkeypatch.setattr(post_index, "words_of", unused)
    siti.edits(siti.posts("Lampu." + long, on=clause, now=moment()), text=f"Terang {long}")
    monkeypatch.undo()

    assert texts(ask("terang")) == [short.versions.get().text]
    do_jobs()
    assert [text[:6] for text in texts(ask("kata599 terang"))] == ["Terang"]


def unused(*_texts: str) -> str:
    """The words of a text, where nobody may ask for them."""
    raise AssertionError("looked up while others wait")

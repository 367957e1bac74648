"""What others have said in nearly the same words: found, bounded, and never what the public does not see."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from consult.discussion.locks import Place
from consult.discussion.queries import similar_posts as similar
from consult.discussion.queries.previews import preview_post
from consult.discussion.queries.similar_posts import nearest, similar_posts
from consult.discussion.rules import Contribution, Kind, Stance
from tests.cast import Scene, Someone, moment

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql]

TEXT = "Lapak seharusnya boleh dialihkan kepada anak pedagang yang sudah lama berjualan di pasar ini."
NEARLY = "Menurut saya, lapak seharusnya boleh dialihkan kepada anak pedagang, yang sudah lama berjualan di pasar."
OTHER = "Sampah di pasar harus dipilah sebelum pukul delapan pagi oleh petugas kebersihan."


def near(
    text: str, writer: Someone, scene: Scene, *, on: str = "Pasal 3", stance: Stance | None = Stance.OPPOSE, **given: Any
) -> list[str]:
    """What is shown beside the preview of a text."""
    said = Contribution(text=text, stance=stance, kind=given.get("kind", Kind.COMMENT))
    place = Place(clause=scene.clause(on))
    reply_to = given.get("reply_to")
    preview = preview_post(contribution=said, place=place, reply_to=reply_to, revision=None, viewer=writer.viewer, now=moment())
    return [one.begins for one in similar_posts(preview.version, viewer=writer.viewer, now=moment())]


def test_who_is_about_to_say_nearly_the_same_is_shown_it(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts(TEXT, on=lively.clause("Pasal 3"))
    siti.posts(OTHER, on=lively.clause("Pasal 3"))

    assert near(NEARLY, agus, lively) == [TEXT]
    assert near("Retribusi harian terlalu mahal untuk penjual sayur.", agus, lively) == []


def test_another_clause_another_stance_or_ones_own_words_are_not_shown(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts(TEXT, on=lively.clause("Pasal 3"))

    assert near(NEARLY, agus, lively, on="Pasal 4") == []
    assert near(NEARLY, agus, lively, stance=Stance.SUPPORT) == []
    assert near(NEARLY, siti, lively) == []


def test_a_reply_is_compared_with_nothing(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 3"))

    assert near(TEXT, agus, lively, stance=None, kind=Kind.REPLY, reply_to=post.pk) == []


def test_what_is_held_hidden_withdrawn_or_superseded_is_never_shown(
    lively: Scene, consultation: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    clause = lively.clause("Pasal 3")
    siti.posts(TEXT, on=consultation.clause("Pasal 3"))
    budi.hides(siti.posts(TEXT, on=clause))
    siti.withdraws(siti.posts(TEXT, on=clause))
    siti.edits(siti.posts(TEXT, on=clause), text=OTHER)

    assert near(NEARLY, agus, lively) == []
    assert near(NEARLY, agus, consultation) == []


def test_at_most_three_are_shown_the_nearest_first(lively: Scene, siti: Someone, agus: Someone) -> None:
    for more in ("Terima kasih banyak atas perhatiannya.", "", "Salam.", "Mohon dipertimbangkan lagi.", "Begitu pendapat saya, Pak."):
        siti.posts(f"{TEXT} {more}", on=lively.clause("Pasal 3"))

    found = near(TEXT, agus, lively)

    assert len(found) == 3
    assert found[0].strip() == TEXT


def test_only_so_many_are_compared_and_the_cost_stays(
    lively: Scene, siti: Someone, agus: Someone, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(similar, "CANDIDATES", 2)
    start, clause = moment(), lively.clause("Pasal 3")
    for second, text in enumerate((TEXT, f"{OTHER} Lapak.", f"{OTHER} Pasar.", f"{OTHER} Pedagang lapak dialihkan.")):
        siti.posts(text, on=clause, now=start + timedelta(seconds=second))
    said = Contribution(text=NEARLY, stance=Stance.OPPOSE)
    preview = preview_post(contribution=said, place=Place(clause=clause), reply_to=None, revision=None, viewer=agus.viewer, now=moment())

    with django_assert_max_num_queries(4):
        assert similar_posts(preview.version, viewer=agus.viewer, now=moment()) == []


def test_a_text_without_words_is_near_to_nothing(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("!!! ???", on=lively.clause("Pasal 3"))

    assert near("!!! ???", agus, lively) == []


def test_a_word_that_all_texts_say_counts_less_than_one_that_few_say() -> None:
    said = frozenset({"lapak", "waris"})
    others = {UUID(int=number): frozenset({"lapak", word}) for number, word in enumerate(("pajak", "malam", "sewa", "atap"))}
    rare = UUID(int=9)

    assert list(nearest(said, {**others, rare: frozenset({"waris", "anak"})})) == [rare]


def test_where_all_say_the_same_it_is_still_the_same() -> None:
    said = frozenset({"lapak", "waris", "anak"})
    others = {UUID(int=number): said for number in range(3)}

    assert nearest(said, others).keys() == others.keys()

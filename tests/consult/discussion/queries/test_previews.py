"""Previews: weighed as sending would weigh it, and nothing is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from consult.accounts.models import SessionSign
from consult.discussion.locks import Place
from consult.discussion.models import ListedWord, Post
from consult.discussion.queries.previews import Preview, preview_edit, preview_post
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, ShownName, Stance, Status
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible, Refusal
from consult.platform.limits import LIMITS, Counter
from tests.cast import Scene, Someone, closes, moment

SAID = Contribution("Lapak perlu atap.", stance=Stance.OPPOSE)


def previews(by: Someone, on: UUID, contribution: Contribution = SAID, *, slug: str = "", reply_to: UUID | None = None) -> Preview:
    """Have a contribution on a clause shown before it is sent."""
    place = Place(clause=on, slug=slug)
    return preview_post(contribution=contribution, place=place, reply_to=reply_to, revision=None, viewer=by.viewer, now=moment())


def rows() -> dict[str, int]:
    """How many rows each table has, but for sessions, which a browser opens, and for what limits count."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model not in {Session, SessionSign, Counter}}


@contextmanager
def nothing_written() -> Iterator[None]:
    """No table has a row more or less afterwards."""
    before = rows()
    yield
    assert rows() == before


def test_the_public_sees_what_the_preview_shows(lively: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Lapak beratap.")
    said = Contribution("Usul <b>saya</b>.", Kind.PROPOSAL, Stance.MIXED, proposal=proposal, shown_name=ShownName.REAL)

    with nothing_written():
        preview = previews(siti, lively.clause("Pasal 3"), said)
    sent = siti.posts(
        said.text, on=lively.clause("Pasal 3"), kind=said.kind, stance=said.stance, proposal=proposal, shown_name=said.shown_name
    )

    stored = sent.versions.get()
    seen = ("html", "stance", "operation", "wording", "name", "language", "text")
    assert [getattr(preview.version, field) for field in seen] == [getattr(stored, field) for field in seen]
    assert (preview.post.kind, preview.post.revision) == (sent.kind, sent.revision)


def test_it_says_whether_a_moderator_reads_it_first(consultation: Scene, lively: Scene, siti: Someone) -> None:
    assert previews(siti, consultation.clause("Pasal 3")).held
    assert not previews(siti, lively.clause("Pasal 3")).held


def test_it_names_the_personal_data_in_it_and_that_it_would_wait(lively: Scene, siti: Someone) -> None:
    preview = previews(siti, lively.clause("Pasal 3"), Contribution("Hubungi 0812-3456-7890 atau a@b.example.", stance=Stance.NEUTRAL))

    assert preview.personal_data == ["phone", "email"]
    assert preview.held


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Contribution(" ", stance=Stance.NEUTRAL), "post.empty"),
        (Contribution("Tanpa pendirian."), "post.stance"),
        (Contribution("a" * 10_001, stance=Stance.NEUTRAL), "post.too_long"),
        (Contribution("Usul.", Kind.PROPOSAL, Stance.NEUTRAL), "post.proposal"),
        (Contribution("Balasan.", Kind.REPLY), "post.reply_to"),
        (Contribution("Nama.", stance=Stance.NEUTRAL, shown_name=ShownName.CHOSEN), "post.name"),
    ],
)
def test_what_sending_refuses_the_preview_refuses_alike(lively: Scene, siti: Someone, said: Contribution, code: str) -> None:
    with nothing_written(), pytest.raises(BadInput) as refused:
        previews(siti, lively.clause("Pasal 3"), said)

    assert refused.value.code == code


def test_a_reply_is_previewed_with_what_it_answers(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))

    assert previews(agus, lively.clause("Pasal 3"), Contribution("Setuju.", Kind.REPLY), reply_to=post.pk).post.reply_to == post


def test_a_post_of_another_thread_or_one_that_waits_cannot_be_answered(consultation: Scene, lively: Scene, siti: Someone) -> None:
    other = siti.posts("Di tempat lain.", on=lively.clause("Pasal 4"))
    held = siti.posts("Menunggu.", on=consultation.clause("Pasal 3"))

    for clause, answered in ((lively.clause("Pasal 3"), other), (consultation.clause("Pasal 3"), held)):
        with pytest.raises(BadInput):
            previews(siti, clause, Contribution("Setuju.", Kind.REPLY), reply_to=answered.pk)


def test_a_clause_of_another_consultation_is_not_there(consultation: Scene, lively: Scene, siti: Someone) -> None:
    with pytest.raises(NotFound):
        previews(siti, lively.clause("Pasal 3"), slug=consultation.row.slug)


def test_who_cannot_send_gets_no_preview(lively: Scene, budi: Someone, tono: Someone) -> None:
    for who in (budi, tono):
        with pytest.raises(NotAllowed):
            previews(who, lively.clause("Pasal 3"))


def test_a_closed_consultation_is_closed_for_previews(lively: Scene, siti: Someone) -> None:
    closes(lively)

    with pytest.raises(NotPossible):
        previews(siti, lively.clause("Pasal 3"))


def test_it_does_not_tell_whether_a_word_of_the_list_stands_in_it(lively: Scene, siti: Someone) -> None:
    ListedWord.objects.create(word="promosi")
    said = Contribution("Ikut promosi.", stance=Stance.OPPOSE)

    preview, clean = previews(siti, lively.clause("Pasal 3"), said), previews(siti, lively.clause("Pasal 3"))

    assert not preview.held
    assert (preview.version.status, preview.version.signals) == (clean.version.status, clean.version.signals)
    assert siti.posts(said.text, on=lively.clause("Pasal 3")).status == Status.HELD


def test_any_number_of_previews_leaves_the_limit_for_sending(lively: Scene, siti: Someone) -> None:
    for _ in range(LIMITS["post"].account + 1):
        previews(siti, lively.clause("Pasal 3"))

    assert siti.posts("Tetap bisa.", on=lively.clause("Pasal 3")).number == 1


def test_an_edit_is_previewed_with_what_stays(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kata lama.", on=lively.clause("Pasal 3"))

    with nothing_written():
        preview = preview_edit(post_id=post.pk, changes={"text": "Kata baru."}, viewer=siti.viewer, now=moment())

    assert (preview.version.text, preview.version.stance, preview.version.number, preview.held) == ("Kata baru.", "oppose", 2, False)


def test_an_edit_of_a_hidden_post_says_that_it_would_wait(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Promosi.", on=lively.clause("Pasal 3"))
    budi.hides(post)

    assert preview_edit(post_id=post.pk, changes={"text": "Tanpa promosi."}, viewer=siti.viewer, now=moment()).held


def test_nobody_previews_an_edit_of_what_somebody_else_wrote_or_of_what_is_withdrawn(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    post = siti.posts("Kata lama.", on=lively.clause("Pasal 3"))

    def refused(who: Someone) -> type[Refusal]:
        with pytest.raises(Refusal) as refusal:
            preview_edit(post_id=post.pk, changes={"text": "Kata orang."}, viewer=who.viewer, now=moment())
        return refusal.type

    assert (refused(agus), refused(budi)) == (NotFound, NotAllowed)
    siti.withdraws(post)
    assert refused(siti) is NotPossible
    assert Post.objects.count() == 1

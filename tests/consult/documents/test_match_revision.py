"""The matching of an unpublished version: made with the import, said about, made again after edits, and guarded against stale forms."""

from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

import pytest

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.documents.actions import decide_link, edit_revision, match_revision
from consult.documents.actions.match_revision import store_matching
from consult.documents.editing.operations import Describe
from consult.documents.models import ClauseLink, Matching, Revision, Wording
from consult.documents.queries import open_links
from consult.documents.rules import RevisionKind
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.matching.links import Matched
from consult.record.checks.verification import verify
from tests.cast import DRAFT, Scene, Someone, moment, publishes_revision, revises
from tests.tables import contents

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(lively: Scene) -> Revision:
    """Version 2 of its draft, with one doubtful link: Pasal 5, which is Pasal 4 now and was reworded."""
    revision = revises(lively)
    ClauseLink.objects.filter(revision=revision, old=lively.clause("Pasal 5")).update(doubtful=True)
    return revision


def decides(revision: Revision, act: str, *, seen: int = 0, actor: Someone | None = None, **ends: object) -> Matching:
    """Somebody says something of a link."""
    viewer = actor.viewer if actor else OPERATOR
    return decide_link(actor=viewer, slug="pasar-ramai", revision_id=revision.pk, seen=seen, act=act, now=moment(), **ends)


def in_draft(revision: Revision, label: str) -> UUID:
    """The clause that the version calls so."""
    return Wording.objects.get(revision=revision, label=label).clause_id


def test_a_confirmed_link_is_not_open_and_names_who_and_when(revision: Revision, ratna: Someone) -> None:
    link = open_links(revision).get()

    decides(revision, "confirm", actor=ratna, old=link.old_id, new=link.new_id)

    link = ClauseLink.objects.get(revision=revision, old=link.old_id)
    assert (link.confirmed_by, link.doubtful, open_links(revision).count()) == (ratna.person, True, 0)
    assert Matching.objects.get(revision=revision).step == 1


def test_another_clause_can_be_chosen_and_carries_the_identity_on(lively: Scene, revision: Revision) -> None:
    decides(revision, "choose", old=lively.clause("Pasal 5"), new=in_draft(revision, "Pasal 5"))

    link = ClauseLink.objects.get(revision=revision, old=lively.clause("Pasal 5"))
    assert (link.new_id, link.carries) == (in_draft(revision, "Pasal 5"), True)
    assert ClauseLink.objects.get(revision=revision, new=in_draft(revision, "Pasal 4")).status == "added"


def test_a_stale_form_changes_nothing(revision: Revision) -> None:
    link = open_links(revision).get()
    decides(revision, "confirm", old=link.old_id, new=link.new_id)
    before = contents()

    with pytest.raises(NotPossible) as refused:
        decides(revision, "removed", seen=0, old=link.old_id)

    assert refused.value.code == "match.older"
    assert contents() == before


@pytest.mark.parametrize(("act", "code"), [("choose", "match.clause"), ("throw", "match.act")])
def test_a_clause_of_another_document_or_an_unknown_act_is_refused(revision: Revision, act: str, code: str) -> None:
    before = contents()

    with pytest.raises(BadInput) as refused:
        decides(revision, act, old=uuid4(), new=in_draft(revision, "Pasal 5"))

    assert refused.value.code == code
    assert contents() == before


def test_who_may_not_import_says_nothing_of_links(revision: Revision, siti: Someone, budi: Someone) -> None:
    for actor in (siti, budi):
        with pytest.raises((NotAllowed, NotFound)):
            decides(revision, "confirm", actor=actor)
    with pytest.raises((NotAllowed, NotFound)):
        match_revision(actor=VISITOR, slug="pasar-ramai", revision_id=revision.pk, now=moment())


def test_what_was_edited_is_matched_again_and_what_was_said_holds_on(lively: Scene, revision: Revision) -> None:
    decides(revision, "choose", old=lively.clause("Pasal 5"), new=in_draft(revision, "Pasal 5"))
    again = Describe(str(in_draft(revision, "Pasal 3")), kind="pasal", number="30")
    edit_revision(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, seen=0, operation=again, now=moment())
    with pytest.raises(NotPossible) as refused:
        decides(revision, "new", seen=1, new=in_draft(revision, "Pasal 4"))

    matching = match_revision(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, now=moment())

    assert refused.value.code == "match.stale"
    link = ClauseLink.objects.get(revision=revision, old=lively.clause("Pasal 5"))
    assert (link.new_id, link.confirmed_at is not None) == (in_draft(revision, "Pasal 5"), True)
    revision.refresh_from_db()
    assert (matching.sha256, matching.step) == (revision.sha256, 2)
    assert not verify().faults


def test_the_first_version_follows_none_and_has_nothing_to_match(lively: Scene) -> None:
    revision = publishes_revision(lively)

    with pytest.raises(NotPossible):
        match_revision(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, now=moment())


def test_a_split_that_was_said_holds_on_when_it_is_matched_again(lively: Scene, revision: Revision) -> None:
    old, parts = lively.clause("Pasal 5"), {in_draft(revision, "Pasal 4"), in_draft(revision, "Pasal 5")}
    decides(revision, "confirm", old=old, new=in_draft(revision, "Pasal 4"))
    decides(revision, "add", seen=1, old=old, new=in_draft(revision, "Pasal 5"))

    match_revision(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, now=moment())

    links = ClauseLink.objects.filter(revision=revision, old=old)
    assert {link.new_id for link in links} == parts
    assert not links.filter(confirmed_at=None).exists()


def test_what_is_said_while_it_is_matched_is_not_lost(lively: Scene, revision: Revision, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile(*, prepared: Matched, **given: Any) -> Matching:
        decides(revision, "choose", old=lively.clause("Pasal 5"), new=in_draft(revision, "Pasal 5"))
        return store_matching(prepared=prepared, **given)

    monkeypatch.setattr(import_module("consult.documents.actions.match_revision"), "store_matching", meanwhile)

    match_revision(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, now=moment())

    assert ClauseLink.objects.get(revision=revision, old=lively.clause("Pasal 5")).new_id == in_draft(revision, "Pasal 5")


def test_a_correction_that_was_edited_into_more_is_not_matched_and_none_of_its_clauses_is_another(lively: Scene) -> None:
    revision = revises(lively, DRAFT.replace("dipilah sebelum", "dipilih sebelum"), kind=RevisionKind.CORRECTION)
    with pytest.raises(BadInput) as chosen:
        decides(revision, "choose", old=lively.clause("Pasal 4"), new=in_draft(revision, "Pasal 5"))
    more = Describe(str(in_draft(revision, "Pasal 3")), kind="bagian", number="Ketiga")
    edit_revision(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, seen=0, operation=more, now=moment())

    with pytest.raises(BadInput) as refused:
        match_revision(actor=OPERATOR, slug="pasar-ramai", revision_id=revision.pk, now=moment())

    assert (chosen.value.code, refused.value.code) == ("match.known", "draft.not_a_slip")

"""Editing a draft that waits to be published: what is stored, undone and redone, settled, recorded, and refused."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.models import Consultation
from consult.consultations.rules import TeamRole
from consult.documents.actions import discard_revision, edit_revision, import_draft, redo_edit, undo_edit
from consult.documents.canonical import revision_digest
from consult.documents.editing.edited_revision import Edited, edited
from consult.documents.editing.operations import Describe, Join, Operation, Reopen, Settle, Split, Under
from consult.documents.models import Clause, Edit, Reading, Revision, Wording
from consult.documents.queries import wordings_of
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.proposals.actions import publish_revision
from consult.record.checks.verification import verify
from tests.cast import Someone, moment
from tests.tables import contents
from tests.together import together

pytestmark = pytest.mark.django_db

DRAFT = """RANCANGAN PERATURAN DESA TENTANG KEBUN BERSAMA
Pasal 1
(1) Warga menjaga kebun sebagaimana dimaksud pada
(3) dan seterusnya.
(2) Kebun dibuka setiap pagi.
Pasal 3
Kebun ditutup pada malam hari.
Pasal 4
(1) Air dibagi rata. (2) Air dijaga.
"""


@pytest.fixture
def kebun(ratna: Someone, wati: Someone, budi: Someone) -> Revision:
    """A draft with doubtful places, imported and not published; Ratna and Wati are officials."""
    team = {TeamRole.OFFICIAL: [ratna.email, wati.email], TeamRole.MODERATOR: [budi.email]}
    create_consultation(actor=OPERATOR, slug="kebun", texts=[Text("id", "Kebun")], details=Details(), team=team, now=moment())
    given: dict[str, Any] = {"name": "kebun.txt", "title": "", "profile": "auto", "now": moment()}
    return import_draft(actor=ratna.viewer, slug="kebun", data=DRAFT.encode(), **given)


def clause(label: str) -> str:
    """Id of the clause that is called so now."""
    return str(Wording.objects.get(label=label).clause_id)


def labels() -> list[str]:
    """What all clauses are called now, in order."""
    return list(Wording.objects.order_by("position").values_list("label", flat=True))


def state(revision: Revision) -> Edited:
    """How far the editing has come."""
    revision.refresh_from_db()
    return edited(revision, wordings_of(revision))


def edits(who: Someone, operation: Operation, *, seen: int | None = None, **given: Any) -> Edit:
    """An operation by somebody who has seen all that was done, unless told otherwise."""
    last = Edit.objects.count() if seen is None else seen
    revision = given.pop("revision", None) or Revision.objects.get().pk
    said = {"slug": "kebun", "revision_id": revision, "now": moment(), **given}
    return edit_revision(actor=who.viewer, seen=last, operation=operation, **said)


def turns(who: Someone, way: Callable[..., Edit], **given: Any) -> Edit:
    """An undoing or redoing by somebody who has seen all that was done, unless told otherwise."""
    said = {"slug": "kebun", "revision_id": Revision.objects.get().pk, "seen": Edit.objects.count(), "now": moment(), **given}
    return way(actor=who.viewer, **said)


def wordings() -> list[tuple[object, ...]]:
    """Everything about every clause, but which row it is."""
    fields = (
        "clause",
        "position",
        "parent__clause",
        "depth",
        "part",
        "kind",
        "key",
        "number",
        "label",
        "heading",
        "text",
        "line",
        "mark",
        "words",
    )
    return list(Wording.objects.order_by("position").values_list(*fields))


def test_an_edit_changes_the_clauses_that_it_is_about_and_leaves_the_others_what_they_were(kebun: Revision, ratna: Someone) -> None:
    before = {row[0]: row for row in wordings()}

    edit = edits(ratna, Describe(clause("Pasal 3"), "pasal", "2"))

    after = {row[0]: row for row in wordings()}
    assert before.keys() == after.keys()
    assert [row[8] for id_, row in after.items() if row != before[id_]] == ["Pasal 2"]
    assert (edit.number, edit.name, edit.edited_by, edit.said) == (
        1,
        "describe",
        ratna.person,
        {"label": "Pasal 3", "other": "", "now": "Pasal 2"},
    )
    assert not verify().faults


def test_a_clause_that_is_joined_goes_and_one_that_is_split_off_comes(kebun: Revision, ratna: Someone) -> None:
    was, number = clause("Pasal 4 ayat (2)"), Clause.objects.count()

    edits(ratna, Join(was))
    joined = Wording.objects.get(label="Pasal 4 ayat (1)")
    edit = edits(ratna, Split(str(joined.clause_id), joined.text.index("(2)"), "ayat", "2"))

    split = Wording.objects.get(label="Pasal 4 ayat (2)")
    assert joined.text == "Air dibagi rata. (2) Air dijaga."
    assert (str(split.clause_id), split.text, split.mark, split.line) == (edit.given["new"], "Air dijaga.", "(2)", 9)
    assert str(split.clause_id) != was
    assert Clause.objects.count() == number == Wording.objects.count()
    assert not verify().faults


def test_undoing_everything_gives_back_exactly_what_was_read_and_redoing_what_was_made_of_it(kebun: Revision, ratna: Someone) -> None:
    seen = [(wordings(), kebun.sha256)]
    for operation in (
        Join(clause("Pasal 4 ayat (2)")),
        Describe(clause("Pasal 3"), "pasal", "2", heading="Kebun ditutup"),
        Under(clause("Pasal 4"), clause("Pasal 3")),
    ):
        edits(ratna, operation)
        seen.append((wordings(), Revision.objects.get().sha256))

    for expected in reversed(seen[:-1]):
        turns(ratna, undo_edit)
        assert (wordings(), Revision.objects.get().sha256) == expected
    for expected in seen[1:]:
        turns(ratna, redo_edit)
        assert (wordings(), Revision.objects.get().sha256) == expected
    assert not verify().faults
    assert Edit.objects.count() == 9


def test_nothing_more_can_be_undone_than_was_done_nor_redone_than_was_undone(kebun: Revision, ratna: Someone) -> None:
    for way, code in ((undo_edit, "edit.no_undo"), (redo_edit, "edit.no_redo")):
        with pytest.raises(NotPossible) as refused:
            turns(ratna, way)
        assert refused.value.code == code
    edits(ratna, Describe(clause("Pasal 3"), "pasal", "2"))
    turns(ratna, undo_edit)
    edits(ratna, Describe(clause("Pasal 3"), "pasal", "5"))

    with pytest.raises(NotPossible) as refused:
        turns(ratna, redo_edit)

    assert refused.value.code == "edit.no_redo"
    assert "Pasal 5" in labels()


def test_a_doubt_stands_until_it_is_settled_by_word_or_by_deed_and_can_be_opened_again(
    kebun: Revision, ratna: Someone, wati: Someone
) -> None:
    codes = {number: warning["code"] for number, warning in state(kebun).warnings.items()}
    assert state(kebun).open == list(codes)
    missing = next(number for number, code in codes.items() if code == "number.missing")
    glued = next(number for number, code in codes.items() if code == "mark.glued")

    edits(ratna, Settle(glued))
    edits(wati, Describe(clause("Pasal 3"), "pasal", "2"))

    now = state(kebun)
    assert not {missing, glued} & set(now.open)
    assert [now.steps[now.standing.settled[number]].edited_by for number in (glued, missing)] == [ratna.person, wati.person]
    edits(ratna, Reopen(glued))
    assert glued in state(kebun).open
    turns(ratna, undo_edit)
    turns(ratna, undo_edit)
    assert glued not in state(kebun).open
    assert missing in state(kebun).open
    assert labels().count("Pasal 3") == 1


def test_a_doubt_about_a_false_sentence_is_settled_by_splitting_where_it_begins(kebun: Revision, ratna: Someone) -> None:
    doubt = next(number for number, warning in state(kebun).warnings.items() if warning["code"] == "mark.in_sentence")
    place = state(kebun).standing.places[doubt]
    text = Wording.objects.get(clause=UUID(place)).text

    edit = edits(ratna, Split(place, text.index("(3)"), "ayat", "3"))

    assert edit.settles == [doubt]
    assert "Pasal 1 ayat (3)" in labels()


def test_the_hash_of_an_edited_revision_is_recomputed_and_recorded_with_each_step(kebun: Revision, ratna: Someone) -> None:
    edits(ratna, Describe(clause("Pasal 3"), "pasal", "2"))
    edits(ratna, Settle(state(kebun).open[0]))
    turns(ratna, undo_edit)

    revision = Revision.objects.get()
    entries = Entry.objects.filter(action="revision.edited").order_by("number")
    assert revision.sha256 == revision_digest(revision, wordings_of(revision)) == entries.last().digest  # type: ignore[union-attr]
    assert [entry.facts["edit"] for entry in entries] == [1, 2, 3]
    assert not verify().faults


def test_what_the_second_of_two_officials_has_not_seen_is_not_overwritten(kebun: Revision, ratna: Someone, wati: Someone) -> None:
    edits(ratna, Describe(clause("Pasal 3"), "pasal", "2"), seen=0)
    before = contents()

    late: list[Callable[[], Edit]] = [
        lambda: edits(wati, Join(clause("Pasal 4 ayat (2)")), seen=0),
        lambda: turns(wati, undo_edit, seen=0),
        lambda: edits(wati, Settle(1), seen=0),
    ]
    for act in late:
        with pytest.raises(NotPossible) as refused:
            act()
        assert refused.value.code == "edit.was_first"
        assert refused.value.facts["by"] == ratna.person.name
    with pytest.raises(NotPossible) as refused:
        edits(wati, Join(clause("Pasal 4 ayat (2)")), seen=7)
    assert refused.value.code == "edit.stale"
    assert contents() == before

    edits(wati, Join(clause("Pasal 4 ayat (2)")), seen=1)
    assert Edit.objects.count() == 2


def test_the_same_key_does_an_edit_once(kebun: Revision, ratna: Someone) -> None:
    given: dict[str, Any] = {"key": "sekali", "now": moment(), "seen": 0}
    operation = Split(clause("Pasal 3"), 6, "ayat", "1")

    assert edits(ratna, operation, **given) == edits(ratna, operation, **given) == Edit.objects.get()
    with pytest.raises(NotPossible) as refused:
        edits(ratna, Join(clause("Pasal 3")), **given)
    assert refused.value.code == "once.other_request"


def test_what_cannot_be_done_changes_nothing(kebun: Revision, ratna: Someone) -> None:
    before = contents()
    for operation in (Join(str(uuid4())), Join("bukan id"), Describe(clause("Pasal 3"), "pasal", ""), Settle(99)):
        with pytest.raises(BadInput):
            edits(ratna, operation)

    assert contents() == before


def test_only_officials_edit_and_only_what_is_not_published(
    kebun: Revision, ratna: Someone, siti: Someone, budi: Someone, tono: Someone
) -> None:
    operation = Describe(clause("Pasal 3"), "pasal", "2")
    for who, refusal in ((tono, NotFound), (siti, NotFound), (budi, NotAllowed)):
        with pytest.raises(refusal):
            edits(who, operation)
        with pytest.raises(refusal):
            turns(who, undo_edit)
    with pytest.raises(NotPossible) as gone:
        edits(ratna, operation, revision=uuid4())
    publish_revision(actor=ratna.viewer, slug="kebun", number=1, now=moment())
    with pytest.raises(NotPossible) as public:
        edits(ratna, operation)

    assert [gone.value.code, public.value.code] == ["draft.gone", "draft.published"]
    assert VISITOR.person is None


def test_what_is_thrown_away_takes_its_edits_along(kebun: Revision, ratna: Someone) -> None:
    edits(ratna, Join(clause("Pasal 4 ayat (2)")))

    discard_revision(actor=ratna.viewer, slug="kebun", seen=kebun.pk, now=moment())

    assert not any(table.objects.exists() for table in (Edit, Reading, Wording, Clause, Revision))
    assert not verify().faults


def test_edits_stay_with_what_was_published_and_its_words_are_found(kebun: Revision, ratna: Someone) -> None:
    edits(ratna, Join(clause("Pasal 4 ayat (2)")))
    publish_revision(actor=ratna.viewer, slug="kebun", number=1, now=moment() + timedelta(seconds=1))

    assert Edit.objects.count() == 1
    assert "jaga" in Wording.objects.get(label="Pasal 4 ayat (1)").words
    assert not verify().faults


def test_what_is_still_doubtful_is_published_only_by_who_says_how_much_it_is(kebun: Revision, ratna: Someone, wati: Someone) -> None:
    edits(ratna, Settle(1))
    left = len(state(kebun).open)
    given: dict[str, Any] = {"actor": wati.viewer, "slug": "kebun", "number": 1, "seen": kebun.pk, "now": moment()}
    for wrong, code in (
        ({"step": 0, "unsettled": left}, "edit.was_first"),
        ({"step": 1}, "draft.doubtful"),
        ({"step": 1, "unsettled": left + 1}, "draft.doubtful"),
    ):
        with pytest.raises(NotPossible) as refused:
            publish_revision(**given, **wrong)
        assert refused.value.code == code

    publish_revision(**given, step=1, unsettled=left)

    assert Revision.objects.get().status == "published"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Edit.objects.filter(number=2).update(given={"doubt": 2}),
        lambda: Edit.objects.filter(number=1).update(said={}),
        lambda: Edit.objects.filter(number=2).delete(),
        lambda: Edit.objects.filter(number=1).update(settles=[1, 2, 3]),
    ],
)
def test_a_step_that_is_changed_or_gone_is_named_by_the_record(kebun: Revision, ratna: Someone, tamper: Callable[[], object]) -> None:
    edits(ratna, Describe(clause("Pasal 3"), "pasal", "2"))
    edits(ratna, Settle(1))
    assert not verify().faults

    tamper()

    assert [fault.how for fault in verify().faults] == ["was edited otherwise than the record says"]


@pytest.mark.parametrize("wrong", [{"number": 1}, {"number": 0}, {"number": 2, "name": "burn"}])
def test_no_row_of_an_edit_can_be_what_it_must_not_be(kebun: Revision, ratna: Someone, wrong: dict[str, Any]) -> None:
    edits(ratna, Settle(1))

    with pytest.raises(IntegrityError), transaction.atomic():
        Edit.objects.create(**{"revision": kebun, "number": 2, "name": "join", "edited_at": moment(), **wrong})


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_edits_at_once_one_is_done_and_the_others_are_told_who_was_first(kebun: Revision, ratna: Someone, wati: Someone) -> None:
    joined, split = clause("Pasal 4 ayat (2)"), clause("Pasal 3")
    acts = [
        *(partial(edits, who, Join(joined), seen=0) for who in (ratna, wati)),
        *(partial(edits, who, Split(split, 6, "ayat", "1"), seen=0) for who in (ratna, wati)),
        *(partial(edits, who, Settle(1), seen=0) for who in (ratna, wati)),
    ]

    answers = together(acts)

    assert [getattr(answer, "code", "") for answer in answers].count("edit.was_first") == 5
    assert Edit.objects.count() == 1
    assert not verify().faults


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_edits_would_meet(kebun: Revision, ratna: Someone, wati: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = clause("Pasal 4 ayat (2)")
    start = Barrier(2)

    def unlocked(slug: str) -> Consultation:
        found = Consultation.objects.get(slug=slug)
        start.wait(30)
        return found

    monkeypatch.setattr("consult.documents.actions.edit_steps.locked_consultation", unlocked)
    answers = together([partial(edits, who, Join(joined), seen=0) for who in (ratna, wati)])

    assert any(isinstance(answer, Exception) and not isinstance(answer, NotPossible) for answer in answers)


def test_however_many_clauses_an_edit_asks_the_same_number_of_statements(kebun: Revision, ratna: Someone) -> None:
    asked: list[int] = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            edits(ratna, Describe(clause("Pasal 1"), "pasal", str(len(asked) + 5)))
        asked.append(len(queries))
        longer = "".join(f"Pasal {n}\nIsi {n}.\n" for n in range(1, 80))
        discard_revision(actor=ratna.viewer, slug="kebun", seen=Revision.objects.get().pk, now=moment())
        import_draft(actor=ratna.viewer, slug="kebun", data=longer.encode(), name="", title="", profile="auto", now=moment())

    assert asked[0] == asked[1] <= 40


def test_of_a_draft_that_was_imported_without_marks_no_number_is_lost(kebun: Revision, ratna: Someone) -> None:
    Wording.objects.filter(revision=kebun).update(mark="")
    at: dict[str, Any] = {"actor": ratna.viewer, "slug": "kebun", "revision_id": kebun.pk, "now": moment()}

    edit_revision(seen=0, operation=Join(clause("Pasal 1 ayat (2)")), **at)
    edit_revision(seen=1, operation=Join(clause("Pasal 3")), **at)

    assert Wording.objects.get(label="Pasal 1 ayat (1)").text.endswith(
        "(2) Kebun dibuka setiap pagi. Pasal 3 Kebun ditutup pada malam hari."
    )

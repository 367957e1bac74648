"""Importing a draft and publishing it: what is stored, hashed and shown; and what is refused and leaves nothing."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from hashlib import sha256
from time import process_time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import TeamRole
from consult.discussion.models import Thread, ThreadClause
from consult.discussion.queries.posts import clause_thread, general_thread
from consult.documents.actions import discard_revision, import_draft
from consult.documents.actions.record_entries import write_down_discarded
from consult.documents.models import Clause, Document, DocumentText, Revision, Source, Wording
from consult.documents.queries import (
    current_wording,
    labels,
    parts_of,
    published_revision,
    published_revisions,
    seen_revision,
    title_of,
    wordings_of,
)
from consult.documents.sandboxed_reading import read_apart
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.formats.outline.read_file import ReadFile
from consult.formats.readers import text as text_reader
from consult.proposals.actions import publish_revision
from consult.record.checks.verification import verify
from tests.cast import DRAFT, Scene, Someone, closes, moment
from tests.consult.formats.readers.docx_files import definition, docx_file, level, listing, p
from tests.consult.formats.readers.pdf_files import pdf_file
from tests.tables import contents
from tests.together import together

IMPORTING = sys.modules["consult.documents.actions.import_draft"]  # the package calls its function so

pytestmark = pytest.mark.django_db


@pytest.fixture
def pasar(ratna: Someone, budi: Someone) -> str:
    """The short name of a consultation without a draft."""
    team = {TeamRole.OFFICIAL: [ratna.email], TeamRole.MODERATOR: [budi.email]}
    return create_consultation(actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team=team, now=moment()).slug


def imported(slug: str, data: bytes = DRAFT.encode(), **given: Any) -> Revision:
    """By the operator."""
    said = {"actor": OPERATOR, "name": "rancangan.txt", "title": "", "profile": "auto", "now": moment(), **given}
    return import_draft(slug=slug, data=data, **said)


def published(slug: str, **given: Any) -> Revision:
    """By the operator."""
    return publish_revision(**{"actor": OPERATOR, "slug": slug, "number": 1, "now": moment(), **given})


def test_a_draft_is_stored_clause_by_clause_and_not_yet_public(pasar: str) -> None:
    revision = imported(pasar)

    assert (revision.number, revision.status, revision.language, revision.published_at) == (1, "draft", "id", None)
    wordings = wordings_of(revision)
    assert [wording.position for wording in wordings] == list(range(1, len(wordings) + 1))
    assert {"BAB I", "Pasal 4", "Pasal 2 ayat (2)"} <= {wording.label for wording in wordings}
    assert all(wording.parent is None or wording.parent.position < wording.position for wording in wordings)
    assert len({wording.clause_id for wording in wordings}) == len(wordings) == Clause.objects.count()
    assert not Thread.objects.exists()
    assert not verify().faults


def test_anybody_can_recompute_the_hash_of_a_revision(pasar: str) -> None:
    revision = imported(pasar)

    rows = list(Wording.objects.filter(revision=revision).order_by("position"))
    position = {row.pk: row.position for row in rows}
    fields = ("part", "kind", "key", "number", "label", "heading", "text", "depth")
    clauses = [
        {
            "id": str(row.clause_id),
            "parent": position[row.parent_id] if row.parent_id else None,
            **{field: getattr(row, field) for field in fields},
        }
        for row in rows
    ]
    value = {"v": 1, "number": 1, "kind": "regular", "language": "id", "previous": "", "clauses": clauses}
    value |= {"format": revision.format, "profile": revision.profile, "warnings": revision.warnings}
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert revision.sha256 == sha256(written.encode()).hexdigest()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Peraturan  Pasar\n", "Peraturan Pasar"),
        ("", "RANCANGAN PERATURAN DESA TENTANG PASAR PAGI"),
        (" \u202e ", "RANCANGAN PERATURAN DESA TENTANG PASAR PAGI"),
    ],
)
def test_a_draft_is_called_as_asked_or_as_it_calls_itself(pasar: str, given: str, expected: str) -> None:
    imported(pasar, title=given)

    assert DocumentText.objects.get().title == expected
    assert title_of(Document.objects.get(), "nl") == expected
    assert title_of(None, "id") == ""


def test_publishing_opens_a_thread_on_each_clause_and_a_general_one(pasar: str, ratna: Someone) -> None:
    imported(pasar)
    now = moment()

    revision = published(pasar, now=now, actor=ratna.viewer)

    assert (revision.status, revision.published_at) == ("published", now)
    assert ThreadClause.objects.filter(own=True).count() == Wording.objects.count()
    assert Thread.objects.filter(kind="general").count() == 1
    assert general_thread(Document.objects.get().consultation) is not None
    assert not verify().faults


def test_the_second_publication_is_refused(pasar: str) -> None:
    imported(pasar)
    published(pasar)
    before = contents()

    with pytest.raises(NotPossible) as refused:
        published(pasar)

    assert refused.value.code == "draft.published"
    assert contents() == before


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_imports_at_once_one_becomes_the_draft(pasar: str) -> None:
    answers = together([partial(imported, pasar) for _ in range(6)])

    assert [getattr(answer, "code", "") for answer in answers].count("draft.waiting") == 5
    assert Revision.objects.count() == 1
    assert not verify().faults


BAD: list[tuple[bytes, dict[str, Any], str, str]] = [
    (b"a\n" * 30_001, {}, "file", "draft.too_long"),
    (b"a b\r\r" * 300_000, {}, "file", "draft.too_long"),
    (b"Pasal 1\n" + b"a. b. " * 250_000, {}, "file", "draft.long_line"),
    (b"Pasal 1\n" + b"(1) x. (2) y. " * 100_000, {}, "file", "draft.long_line"),
    (b"Pasal 1\n" + (b"a. b. " * 3_300 + b"\n") * 75, {}, "file", "draft.too_dense"),
    (("Pasal 1\na" + "\u0301\u0316" * 9_000 + "\n").encode() * 40, {}, "file", "upload.marks"),
    (b"Pasal 1\n" * 20_001, {}, "file", "draft.too_much"),
    (b"", {}, "file", "upload.empty"),
    (b" \n\t\n", {}, "file", "draft.empty"),
    (b"\xef\xbb\xbf", {}, "file", "draft.empty"),
    (b"Pasal 1\n\x00\x01", {}, "file", "upload.controls"),
    (b"%PDF-1.7\n\x00\xff\xfe", {}, "file", ""),
    (b"Pasal 1\nKaf\xe9\n", {}, "file", "upload.encoding"),
    ("Pasal 1\nTeks\n".encode("utf-16"), {}, "file", ""),
    (b"x" * 60_000_000, {}, "file", "upload.too_large"),
    (DRAFT.encode(), {"profile": "klingon"}, "profile", "draft.unknown_profile"),
]


@pytest.mark.parametrize(("data", "given", "field", "code"), BAD, ids=[f"{n}-{code}" for n, (_, _, _, code) in enumerate(BAD)])
def test_an_unreadable_draft_names_its_field_and_leaves_nothing(
    pasar: str, data: bytes, given: dict[str, Any], field: str, code: str
) -> None:
    before, began = contents(), process_time()

    with pytest.raises(BadInput) as refused:
        imported(pasar, data, **given)

    assert process_time() - began < 3
    assert refused.value.field == field
    assert refused.value.code == code or not code
    assert contents() == before


def test_a_file_is_read_before_anybody_has_to_wait_for_it(pasar: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = len(connection.savepoint_ids), connection.in_atomic_block
    asked = []

    def reading(data: bytes, **given: Any) -> ReadFile:
        asked.append((len(connection.savepoint_ids), connection.in_atomic_block))
        return read_apart(data, **given)

    monkeypatch.setattr(IMPORTING, "read_apart", reading)
    imported(pasar)

    assert asked == [outside]


def test_who_may_not_import_costs_no_reading(pasar: str, budi: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IMPORTING, "read_apart", lambda *_, **__: pytest.fail("it was read"))

    with pytest.raises(NotAllowed):
        imported(pasar, actor=budi.viewer)


def test_the_same_key_gives_the_same_draft_unread_and_refuses_another_file(pasar: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = imported(pasar, key="satu")
    monkeypatch.setattr(IMPORTING, "read_apart", lambda *_, **__: pytest.fail("it was read"))

    assert imported(pasar, key="satu") == first
    with pytest.raises(NotPossible) as refused:
        imported(pasar, b"Pasal 1\nLain.", key="satu")
    assert refused.value.code == "once.other_request"


def test_an_encoding_error_names_the_line(pasar: str) -> None:
    with pytest.raises(BadInput) as refused:
        imported(pasar, b"Pasal 1\nTeks\nKaf\xe9\n")
    assert refused.value.facts["line"] == 3


def test_a_draft_without_clauses_is_taken_paragraph_by_paragraph_with_a_warning(pasar: str) -> None:
    revision = imported(pasar, b"Satu alinea.\n\nDua alinea.\n")

    assert [wording.text for wording in wordings_of(revision)] == ["Satu alinea.", "Dua alinea."]
    assert revision.warnings
    assert set(revision.warnings[0]) == {"line", "message", "code", "facts"}


def test_who_may_not_import_or_publish_is_told_so(pasar: str, siti: Someone, budi: Someone, consultation: Scene) -> None:
    imported(pasar)
    for viewer in (VISITOR, siti.viewer):
        with pytest.raises(NotFound):  # it is a draft that they cannot see
            published(pasar, actor=viewer)
    with pytest.raises(NotAllowed):
        published(pasar, actor=budi.viewer)
    for slug, number in ((pasar, 2), ("tidak-ada", 1)):
        with pytest.raises(NotFound):
            published(slug, number=number)
    with pytest.raises(NotAllowed):
        imported(consultation.row.slug, actor=siti.viewer)


def test_only_published_text_is_read_by_anybody(pasar: str, ratna: Someone) -> None:
    revision = imported(pasar)
    clause = Clause.objects.filter(wordings__label="Pasal 4").get()
    consultation = Document.objects.get().consultation
    for viewer in (VISITOR, ratna.viewer, OPERATOR):
        with pytest.raises(NotFound):
            current_wording(clause.pk, viewer=viewer, now=moment())
        with pytest.raises(NotFound):
            clause_thread(clause.pk, viewer=viewer, now=moment())
    assert not published_revisions(consultation).exists()
    with pytest.raises(NotFound):
        published_revision(consultation)
    with pytest.raises(BadInput):
        seen_revision(consultation, None)

    published(pasar)

    assert current_wording(clause.pk, viewer=ratna.viewer, now=moment()).label == "Pasal 4"
    with pytest.raises(NotFound):
        current_wording(clause.pk, viewer=VISITOR, now=moment())  # the consultation is in preparation still
    assert published_revision(consultation, 1) == revision


def test_a_clause_of_another_revision_or_none_is_not_found(consultation: Scene, siti: Someone) -> None:
    clause = consultation.clause("Pasal 4")

    assert current_wording(clause, viewer=siti.viewer, now=moment(), revision=1).text == "Setiap pedagang menjaga kebersihan lapaknya."
    for wrong in ((clause, 2), (uuid4(), None)):
        with pytest.raises(NotFound):
            current_wording(wrong[0], viewer=siti.viewer, now=moment(), revision=wrong[1])


def test_the_parts_of_a_clause_are_those_below_it_and_no_others(consultation: Scene, siti: Someone) -> None:
    def parts(label: str) -> list[str]:
        wording = current_wording(consultation.clause(label), viewer=siti.viewer, now=moment())
        return [part.label for part in parts_of(wording)]

    assert parts("Pasal 2 ayat (2)") == ["Pasal 2 ayat (2)", "Pasal 2 ayat (2) huruf a", "Pasal 2 ayat (2) huruf b"]
    assert parts("Pasal 4") == ["Pasal 4"]
    assert parts("Pasal 5") == ["Pasal 5"]  # the last of all
    assert parts("BAB II")[0] == "BAB II"
    assert {"Pasal 2", "Pasal 5"} <= set(parts("BAB II"))
    assert "Pasal 1" not in parts("BAB II")


def test_clauses_are_called_in_a_revision_as_it_numbers_them(consultation: Scene) -> None:
    clause = consultation.clause("Pasal 4")
    assert labels([clause, uuid4()], Revision.objects.get()) == {clause: "Pasal 4"}


def test_no_action_changes_a_published_wording(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    before = {table: rows for table, rows in contents().items() if table in {"consult_wording", "consult_revision", "consult_clause"}}

    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    siti.edits(post, text="Setuju sekali.")
    budi.hides(post)
    siti.withdraws(post)
    with pytest.raises(NotPossible):
        published(lively.row.slug, actor=ratna.viewer)
    closes(lively)

    assert {table: contents()[table] for table in before} == before


def test_a_draft_imported_in_the_open_phase_is_public_only_when_published(pasar: str, ratna: Someone) -> None:
    now = moment()
    open_consultation(actor=OPERATOR, slug=pasar, closes_at=now + timedelta(days=1), now=now)
    imported(pasar, actor=ratna.viewer)
    clause = Clause.objects.filter(wordings__label="Pasal 4").get()
    with pytest.raises(NotFound):
        current_wording(clause.pk, viewer=VISITOR, now=moment())

    published(pasar, actor=ratna.viewer)

    assert current_wording(clause.pk, viewer=VISITOR, now=moment()).label == "Pasal 4"


def discarded(slug: str, revision: Revision, **given: Any) -> Document:
    """By the operator."""
    return discard_revision(**{"actor": OPERATOR, "slug": slug, "seen": revision.pk, "now": moment(), **given})


def test_the_file_is_kept_and_each_clause_knows_its_line(pasar: str) -> None:
    revision = imported(pasar, DRAFT.replace("\n", "\r\n").encode("utf-8-sig"), name="../../etc/<b>pass</b>.txt")

    source = revision.source
    assert (source.name, source.text) == ("../../etc/<b>pass</b>.txt", DRAFT)
    lines = DRAFT.split("\n")
    for wording in wordings_of(revision):
        assert (wording.number or wording.heading or wording.text[:10]) in lines[(wording.line or 0) - 1]
    assert not verify().faults


def test_a_file_of_a_word_processor_is_kept_as_the_lines_that_were_read_and_its_warnings_count_them(pasar: str) -> None:
    articles = definition(1, level(0, "Pasal %1"), level(1, "(%2)")) + listing(1, 1)
    said = [(0, ""), (1, "Kebun dibuka."), (1, "Air dijaga.")]
    body = p("PERATURAN KOTA") + "".join(p(text, num="1", level=depth) for depth, text in said)
    revision = imported(pasar, docx_file(body + '<w:altChunk r:id="x"/>', numbering=articles), name="kebun.docx")

    assert revision.format.endswith("wordprocessingml.document")
    assert revision.source.text == "PERATURAN KOTA\nPasal 1\n(1) Kebun dibuka.\n(2) Air dijaga."
    assert [wording.line for wording in wordings_of(revision) if wording.kind == "ayat"] == [3, 4]
    assert [(one["line"], one["code"]) for one in revision.warnings] == [(4, "part.left_out")]
    assert not verify().faults


def test_a_warning_of_a_pdf_names_its_page_and_a_long_one_is_refused(pasar: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_file("Pasal 1\n\nKebun dibuka.\n#pagebreak()\nPasal 3\n\nAir dijaga.")
    monkeypatch.setattr(text_reader, "MAX_LINES", 3)
    with pytest.raises(BadInput) as refused:
        imported(pasar, data, name="kebun.pdf")
    monkeypatch.undo()

    warnings = imported(pasar, data, name="kebun.pdf").warnings

    assert (refused.value.code, refused.value.facts["lines"]) == ("draft.too_long", 4)
    assert [(one["page"], one["line"], one["code"]) for one in warnings] == [(1, 1, "pdf.proposal"), (2, 3, "number.missing")]


def test_an_unpublished_draft_is_thrown_away_and_another_imported(pasar: str, ratna: Someone) -> None:
    first = imported(pasar, b"Pasal 1\nSalah baca.\nPasal 7\nLompat.", actor=ratna.viewer, title="Keliru")

    document = discarded(pasar, first, actor=ratna.viewer)

    assert not any(table.objects.exists() for table in (Wording, Clause, Source, Revision))
    assert not verify().faults
    second = imported(pasar, title="Benar")
    assert (second.number, second.document, title_of(document, "id")) == (1, document, "Benar")
    assert not verify().faults
    published(pasar)
    assert not verify().faults


def test_nothing_is_imported_over_a_draft_that_waits(pasar: str) -> None:
    imported(pasar)
    before = contents()

    with pytest.raises(NotPossible) as refused:
        imported(pasar)

    assert refused.value.code == "draft.waiting"
    assert contents() == before


def test_what_is_published_is_never_thrown_away(pasar: str) -> None:
    revision = imported(pasar)
    published(pasar)
    before = contents()

    with pytest.raises(NotPossible) as refused:
        discarded(pasar, revision)

    assert refused.value.code == "draft.published"
    assert contents() == before


def test_whoever_looked_at_another_draft_neither_publishes_nor_discards_this_one(pasar: str) -> None:
    first = imported(pasar)
    discarded(pasar, first)
    imported(pasar, b"Pasal 1\nNaskah lain.")
    before = contents()

    for act in (partial(published, pasar, seen=first.pk), partial(discarded, pasar, first)):
        with pytest.raises(NotPossible) as refused:
            act()
        assert refused.value.code == "draft.gone"
    assert contents() == before


def test_the_same_import_sent_again_after_it_was_thrown_away_says_so(pasar: str) -> None:
    now = moment()
    first = imported(pasar, key="satu", now=now)
    assert imported(pasar, key="satu", now=now) == first
    discarded(pasar, first)

    with pytest.raises(NotPossible) as refused:
        imported(pasar, key="satu", now=now)

    assert refused.value.code == "once.gone"


def test_who_may_not_discard_is_told_so(pasar: str, siti: Someone, budi: Someone, wati: Someone) -> None:
    revision = imported(pasar)
    before = contents()
    for viewer, no in ((VISITOR, NotFound), (siti.viewer, NotFound), (wati.viewer, NotFound), (budi.viewer, NotAllowed)):
        with pytest.raises(no):
            discarded(pasar, revision, actor=viewer)
    assert contents() == before


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_publishing_and_discarding_at_once_one_wins(pasar: str) -> None:
    revision = imported(pasar)

    acts: list[Callable[[], object]] = [partial(published, pasar, seen=revision.pk), partial(discarded, pasar, revision)]
    answers = together(acts * 3)

    assert sum(not isinstance(answer, Exception) for answer in answers) == 1
    assert not verify().faults


def test_a_published_revision_that_is_gone_is_missed_even_where_the_record_says_that_it_was_thrown_away(pasar: str) -> None:
    revision = imported(pasar)
    published(pasar)
    write_down_discarded(revision, revision.document.consultation, actor=OPERATOR, now=moment())
    Wording.objects.update(parent=None)
    Wording.objects.all().delete()
    Source.objects.all().delete()
    Revision.objects.all().delete()

    assert [(fault.what, fault.how) for fault in verify().faults] == [
        (f"record {pasar}, subject {revision.pk}", "is in the record, and its row is gone")
    ]

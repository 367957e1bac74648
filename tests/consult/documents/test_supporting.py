"""Supporting documents: added, replaced, withdrawn; every step in the record, and no file lost."""

from functools import partial
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.storage import default_storage

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.documents.actions.supporting_documents import MOST, Stored, store_paper
from consult.documents.models import Document, Paper
from consult.documents.rules import DocumentRole, PaperKind, PaperStatus
from consult.documents.supporting_documents import bytes_of, known_names, paper_to_read, supporting
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform import files
from consult.platform.audit.models import Entry
from consult.platform.uploads import SUPPORTING, admit
from consult.record.checks.comparisons import OTHER_WORDS
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment
from tests.consult.documents.papers import STUDY, uploads, withdraws
from tests.consult.platform.uploads import made
from tests.faults import all_or_nothing
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db


def is_read_by(paper: Paper, who: Someone) -> bool:
    """Whether they may take the file away."""
    try:
        paper_to_read(paper.pk, viewer=who.viewer, now=moment())
    except NotFound:
        return False
    return True


def test_an_official_adds_a_document_that_everybody_reads(lively: Scene, ratna: Someone, tono: Someone) -> None:
    paper = uploads(ratna, lively)

    [one] = supporting(lively.row)
    assert (one.title, one.latest, one.earlier) == ("Naskah akademik pasar pagi", paper, [])
    assert (paper.kind, paper.media_type, paper.size) == (PaperKind.ACADEMIC_STUDY, "text/plain", len(STUDY))
    assert (bytes_of(paper), paper.sha256) == (STUDY, sha256(STUDY).hexdigest())
    assert is_read_by(paper, tono)
    assert not verify().faults


def test_its_words_are_read_by_a_worker_once(lively: Scene, ratna: Someone) -> None:
    paper = uploads(ratna, lively)
    do_jobs()

    paper.refresh_from_db()
    assert paper.text == STUDY.decode()
    assert "lapak" in paper.words.split()
    assert paper.read_at is not None


def test_another_file_takes_its_place_and_the_one_before_stays_readable(lively: Scene, ratna: Someone, tono: Someone) -> None:
    first = uploads(ratna, lively)
    second = uploads(ratna, lively, b"Versi kedua.", document=first.document_id, title="Naskah akademik, diperbarui")

    [one] = supporting(lively.row)
    assert (one.latest, list(one.earlier), one.title) == (second, [first], "Naskah akademik, diperbarui")
    assert [paper.number for paper in (second, first)] == [2, 1]
    assert is_read_by(first, tono)
    assert bytes_of(first) == STUDY
    assert not verify().faults


def test_one_that_is_withdrawn_says_why_and_is_for_the_team_alone(lively: Scene, ratna: Someone, budi: Someone, tono: Someone) -> None:
    paper = uploads(ratna, lively)
    withdraws(ratna, lively, paper.document_id)

    [one] = supporting(lively.row)
    assert one.is_withdrawn
    assert one.latest.why == "Berkasnya keliru, yang benar menyusul."
    assert not is_read_by(paper, tono)
    assert is_read_by(paper, budi)
    assert default_storage.exists(paper.file)
    assert not verify().faults


def test_with_a_document_go_the_files_that_it_had_before(lively: Scene, ratna: Someone, budi: Someone, tono: Someone) -> None:
    first = uploads(ratna, lively)
    second = uploads(ratna, lively, b"Versi kedua.", document=first.document_id)
    first.refresh_from_db()
    replaced_at = first.ended_at
    withdraws(ratna, lively, first.document_id)

    assert [is_read_by(paper, tono) for paper in (first, second)] == [False, False]
    assert [is_read_by(paper, budi) for paper in (first, second)] == [True, True]
    first.refresh_from_db()
    assert (first.status, first.ended_at, first.why) == (PaperStatus.WITHDRAWN, replaced_at, "")
    told = Entry.objects.get(action="paper.withdrawn").facts["papers"]
    assert told == {str(first.pk): "withdrawn", str(second.pk): "withdrawn"}
    assert not verify().faults


def test_what_is_withdrawn_is_neither_replaced_nor_withdrawn_again(lively: Scene, ratna: Someone) -> None:
    paper = uploads(ratna, lively)
    withdraws(ratna, lively, paper.document_id)

    for again in (partial(withdraws, ratna, lively, paper.document_id), partial(uploads, ratna, lively, document=paper.document_id)):
        with pytest.raises(NotPossible) as refused:
            again()
        assert refused.value.code == "supporting.withdrawn"


def test_officials_do_it_as_long_as_the_draft_can_be_imported(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    for who in (siti, budi):
        with pytest.raises(NotAllowed):
            uploads(who, lively)
    closes(lively)
    paper = uploads(ratna, lively)
    Consultation.objects.update(step=Phase.ARCHIVED)

    with pytest.raises(NotPossible):
        uploads(ratna, lively)
    with pytest.raises(NotPossible):
        withdraws(ratna, lively, paper.document_id)


def test_a_consultation_that_nobody_knows_of_shows_no_document(lively: Scene, ratna: Someone, tono: Someone) -> None:
    paper = uploads(ratna, lively)
    Consultation.objects.update(step=Phase.DRAFT)

    assert not is_read_by(paper, tono)
    assert is_read_by(paper, ratna)


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no title": ({"title": " "}, "supporting.title", "title"),
    "a title without end": ({"title": "x" * 301}, "supporting.title", "title"),
    "a picture": ({"data": made.png(), "name": "a.png"}, "upload.kind", "file"),
    "no bytes": ({"data": b""}, "upload.empty", "file"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_wrong_is_named_and_nothing_is_kept(what: str, lively: Scene, ratna: Someone) -> None:
    given, code, field = REFUSED[what]
    before = set(files.all_names())

    with pytest.raises(BadInput) as refused:
        uploads(ratna, lively, **given)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert set(files.all_names()) == before
    assert not Paper.objects.exists()


def test_to_withdraw_one_takes_a_reason(lively: Scene, ratna: Someone) -> None:
    paper = uploads(ratna, lively)

    with pytest.raises(BadInput) as refused:
        withdraws(ratna, lively, paper.document_id, why="keliru")

    assert refused.value.field == "why"


def test_documents_of_another_consultation_and_the_draft_are_not_found(lively: Scene, consultation: Scene, ratna: Someone) -> None:
    elsewhere = uploads(ratna, consultation).document_id
    draft = Document.objects.get(consultation=lively.row, role=DocumentRole.DRAFT).pk

    for document in (elsewhere, draft):
        with pytest.raises(NotFound):
            uploads(ratna, lively, document=document)


def test_there_is_an_end_to_how_many_there_are(lively: Scene, ratna: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.documents.actions.supporting_documents.MOST", 2)
    assert MOST > 2
    for number in range(2):
        uploads(ratna, lively, b"%d" % number)

    with pytest.raises(NotPossible) as refused:
        uploads(ratna, lively, b"lagi")
    assert refused.value.code == "supporting.full"


def test_sent_twice_under_one_key_it_is_there_once(lively: Scene, ratna: Someone) -> None:
    assert uploads(ratna, lively, key="k") == uploads(ratna, lively, key="k")
    assert Paper.objects.count() == 1


def test_the_sweep_leaves_what_a_document_names(lively: Scene, ratna: Someone) -> None:
    paper = uploads(ratna, lively)

    files.sweep(known_names, now=moment() + files.LEFT_OVER * 2)

    assert bytes_of(paper) == STUDY


TAMPERED: dict[str, tuple[dict[str, Any], str]] = {
    "its kind": ({"kind": "other"}, "is not what the record says"),
    "its status": ({"status": "withdrawn", "ended_at": moment()}, "is withdrawn, and the record says shown"),
    "its hash": ({"sha256": "0" * 64}, "its file is not the one that was uploaded"),
    "its words for search": ({"text": "Kajian.", "words": "", "read_at": moment()}, OTHER_WORDS),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_that_was_changed_is_named(what: str, lively: Scene, ratna: Someone) -> None:
    uploads(ratna, lively)
    changes, how = TAMPERED[what]
    Paper.objects.update(**changes)

    assert how in [fault.how for fault in verify().faults]


def test_a_file_that_is_gone_is_named(lively: Scene, ratna: Someone) -> None:
    default_storage.delete(uploads(ratna, lively).file)

    assert [fault.how for fault in verify().faults] == ["its file is gone"]


@pytest.mark.django_db(transaction=True)
def test_each_step_is_done_wholly_or_not_at_all(lively: Scene, ratna: Someone) -> None:
    stored = Stored(admit(STUDY, name="kajian.txt", kinds=SUPPORTING), files.keep(STUDY))
    told = {"slug": lively.row.slug, "kind": PaperKind.OTHER, "title": "Kajian", "language": "id", "name": "kajian.txt"}
    given: dict[str, Any] = {**told, "sent_sha256": sha256(STUDY).hexdigest(), "prepared": stored, "now": moment()}

    assert all_or_nothing(partial(store_paper, actor=ratna.viewer, document_id=None, **given)) > 5
    document = Paper.objects.get().document_id
    assert all_or_nothing(partial(store_paper, actor=ratna.viewer, document_id=document, **given)) > 5
    assert all_or_nothing(partial(withdraws, ratna, lively, document)) > 5

    actions = Entry.objects.filter(action__startswith="paper.").order_by("number").values_list("action", flat=True)
    assert list(actions) == ["paper.added", "paper.added", "paper.withdrawn"]
    assert not verify().faults

"""Finding files by their words: only what the public may read, from posts and from supporting documents together."""

from typing import Any

import pytest

from consult.discussion.models import Attachment, Post
from consult.discussion.search.files import FoundFiles
from consult.discussion.search.lookup import Search, Where, look_for
from consult.discussion.search.posts import Narrowed
from consult.errors import NotFound
from consult.moderation.rules import Verdict
from consult.record.erasure.erase_person import erase_person
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import decides_on, sent_file
from tests.consult.documents.papers import uploads, withdraws
from tests.waiting import do_jobs

pytestmark = pytest.mark.django_db


def found(question: str, *, by: Someone, at: Scene | None = None, after: str = "") -> FoundFiles:
    """What somebody finds."""
    search = Search(question, Narrowed(consultation=at.row if at else None), Where.FILES, after)
    result = look_for(search, viewer=by.viewer, address="", now=moment())
    assert isinstance(result, FoundFiles)
    return result


def titles(question: str, *, by: Someone, at: Scene | None = None) -> list[str]:
    """What it is called."""
    return sorted(hit.title for hit in found(question, by=by, at=at).hits)


def test_a_word_is_found_in_files_of_posts_and_in_supporting_documents(lively: Scene, siti: Someone, ratna: Someone, tono: Someone) -> None:
    sent_file(siti, lively, b"Harga bawang naik, lapak sepi.")
    uploads(ratna, lively, title="Kajian")
    do_jobs()

    assert titles("lapak", by=tono) == ["Kajian", "harga.txt"]
    [hit] = found("bawang", by=tono, at=lively).hits
    assert "".join(piece.text for piece in hit.pieces if piece.is_hit) == "bawang"
    assert (hit.post_number, hit.consultation) == (Post.objects.get().number, lively.row)


def test_a_file_is_found_by_its_name_too(lively: Scene, siti: Someone, tono: Someone) -> None:
    sent_file(siti, lively, name="Daftar Pedagang.txt")

    assert titles("pedagang", by=tono) == ["Daftar Pedagang.txt"]


def test_what_is_not_public_is_not_found_by_anybody(lively: Scene, siti: Someone, budi: Someone, ratna: Someone, tono: Someone) -> None:
    hidden = sent_file(siti, lively, b"Bawang satu.", name="satu.txt")
    gone = sent_file(siti, lively, b"Bawang dua.", name="dua.txt")
    withdrawn = uploads(ratna, lively, b"Bawang tiga.", title="Tiga")
    sent_file(siti, lively, b"Bawang, hubungi 0812 3456 7890.", name="empat.txt")
    do_jobs()
    assert len(titles("bawang", by=tono)) == 3

    decides_on(budi, hidden, Verdict.HIDE)
    siti.withdraws(Post.objects.get(submission=gone.submission_id))
    withdraws(ratna, lively, withdrawn.document_id)

    for who in (tono, siti, budi):
        assert titles("bawang", by=who) == []


def test_what_was_read_before_it_was_shown_is_found_once_it_is(consultation: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    sent_file(siti, consultation, b"Bawang merah.")
    assert titles("bawang", by=tono) == []

    budi.publishes(Post.objects.get())

    assert titles("bawang", by=tono) == ["harga.txt"]


def test_a_consultation_that_the_viewer_may_not_read_tells_nothing(lively: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    sent_file(siti, lively, b"Bawang merah.")
    type(lively.row).objects.update(step="draft")
    lively.now_is()

    assert titles("bawang", by=tono) == []
    with pytest.raises(NotFound):
        found("bawang", by=tono, at=lively)


def test_a_file_that_is_erased_is_found_no_more(lively: Scene, siti: Someone, tono: Someone) -> None:
    sent_file(siti, lively, b"Bawang merah.")

    erase_person(actor=siti.viewer, person_id=siti.person.pk, now=moment())

    assert titles("bawang", by=tono) == []
    assert Attachment.objects.get().words == ""


def test_pages_follow_one_another_and_cost_the_same(
    lively: Scene, siti: Someone, ratna: Someone, tono: Someone, django_assert_max_num_queries: Any
) -> None:
    for number in range(25):
        uploads(ratna, lively, b"Bawang %d." % number, title=f"Kajian {number}")
    do_jobs()

    with django_assert_max_num_queries(7):
        first = found("bawang", by=tono)
    second = found("bawang", by=tono, after=first.after)

    assert (len(first.hits), len(second.hits), first.count, second.after) == (20, 5, 25, "")
    assert not {hit.file.pk for hit in first.hits} & {hit.file.pk for hit in second.hits}

"""What was not sure in one version does not become sure in the next by itself; what was gone stays so until something comes back."""

import pytest

from consult.accounts.viewer import OPERATOR
from consult.anchoring.quotes import Quote
from consult.discussion.actions import decide_placements
from consult.discussion.models import Post
from consult.documents.actions import decide_link
from consult.documents.rules import RevisionKind
from consult.record.checks.verification import verify
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, moment, publishes_revision, revises, settles_and_publishes

pytestmark = pytest.mark.django_db
EMPTIED = DRAFT.replace("Lapak tidak dapat dialihkan kepada orang lain.", "Dihapus.")
REWORDED = DRAFT.replace("Setiap pedagang menjaga kebersihan lapaknya.", "Setiap pedagang wajib menjaga terus kebersihan lapaknya.")
KINDS = [RevisionKind.REGULAR, RevisionKind.CORRECTION]


def later(draft: str) -> str:
    """The same with another hour in Pasal 5."""
    return draft.replace("sepuluh", "delapan").replace("sembilan", "tujuh")


def states(post: Post) -> list[str]:
    """How it stands in each later version."""
    return list(post.placements.order_by("revision__number").values_list("state", flat=True))


@pytest.fixture
def fuzzy(lively: Scene, siti: Someone) -> Post:
    """It quotes words that version 2 has nearly, so that a person is asked."""
    post = siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("pedagang menjaga kebersihan lapaknya"))
    publishes_revision(lively, REWORDED)
    assert states(post) == ["fuzzy"]
    return post


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_said_on_a_clause_that_says_deleted_now_stays_orphaned(lively: Scene, siti: Someone, kind: RevisionKind) -> None:
    plain = siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    quoted = siti.posts("Siapa?", on=lively.clause("Pasal 3"), quote=Quote("kepada orang lain"))
    publishes_revision(lively, EMPTIED)

    publishes_revision(lively, later(EMPTIED), kind=kind)

    assert (states(plain), states(quoted)) == (["orphaned"] * 2, ["orphaned"] * 2)
    assert not verify().faults


def test_it_comes_back_with_the_words_of_its_clause(lively: Scene, siti: Someone) -> None:
    plain = siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    quoted = siti.posts("Siapa?", on=lively.clause("Pasal 3"), quote=Quote("tidak dapat dialihkan kepada orang lain"))
    publishes_revision(lively, EMPTIED)

    publishes_revision(lively, DRAFT)

    assert (states(plain), states(quoted)) == (["orphaned", "clause_only"], ["orphaned", "exact"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_has_still_to_look_at_waits_in_the_next_version_too(lively: Scene, fuzzy: Post, kind: RevisionKind) -> None:
    publishes_revision(lively, later(REWORDED), kind=kind)

    assert states(fuzzy) == ["fuzzy", "fuzzy"]


def test_a_correction_does_not_put_a_post_where_a_person_said_it_does_not_stand(lively: Scene, fuzzy: Post) -> None:
    verdicts = {str(fuzzy.placements.get().pk): "clause_only"}
    decide_placements(actor=OPERATOR, slug=lively.row.slug, verdicts=verdicts, now=moment())

    publishes_revision(lively, later(REWORDED), kind=RevisionKind.CORRECTION)

    found = fuzzy.placements.get(revision__number=3)
    assert (found.state, found.clause_id, found.start) == ("clause_only", lively.clause("Pasal 4"), None)


def test_a_place_in_an_older_text_is_none_in_the_next_one(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Siapa?", on=lively.clause("Pasal 4"), quote=Quote("Setiap"))
    other = "Setiap orang yang datang wajib tertib; setiap lapak bersih, dan Setiap pembeli membayar."
    second = DRAFT.replace("Setiap pedagang menjaga kebersihan lapaknya.", other)
    publishes_revision(lively, second)

    publishes_revision(lively, later(second))

    assert not {"exact", "moved"} & set(states(post))  # a word that is there by chance, at the same offset, proves nothing


@pytest.mark.parametrize("kind", KINDS)
def test_words_that_were_found_elsewhere_are_asked_about_again(lively: Scene, siti: Someone, kind: RevisionKind) -> None:
    post = siti.posts("Anak saya?", on=lively.clause("Pasal 3"), quote=Quote("Lapak tidak dapat dialihkan kepada orang lain"))
    second = NEXT_DRAFT.replace(
        "Timbangan diperiksa oleh pengurus pasar sekali dalam setahun.",
        "Timbangan diperiksa oleh pengurus pasar sekali dalam setahun, dan untuk itu berlaku bahwa Lapak tidak dapat dialihkan kepada "
        "orang lain selama pemeriksaan yang dilakukan pengurus bersama dinas perdagangan dan para pembeli yang hadir pada hari itu.",
    )
    publishes_revision(lively, second)
    before = post.placements.get()

    publishes_revision(lively, later(second), kind=kind)

    after = post.placements.get(revision__number=3)
    assert (before.state, before.elsewhere) == (after.state, after.elsewhere) == ("fuzzy", True)
    assert after.clause_id == before.clause_id


def test_words_of_an_ayat_that_became_a_pasal_are_found_there(lively: Scene, siti: Someone) -> None:
    """The post is on the Pasal, and quotes one of its parts."""
    post = siti.posts("Cukup?", on=lively.clause("Pasal 2"), quote=Quote("Setiap pedagang memperoleh satu lapak"))
    without = DRAFT.replace("(1) Setiap pedagang memperoleh satu lapak.\n(2) Lapak", "Lapak")
    draft = f"{without}Pasal 6\nSetiap pedagang memperoleh satu lapak.\n"
    revision = revises(lively, draft)
    said = {"old": lively.clause("Pasal 2 ayat (1)"), "new": revision.wordings.get(label="Pasal 6").clause_id}
    decide_link(actor=OPERATOR, slug=lively.row.slug, revision_id=revision.pk, seen=0, act="choose", now=moment(), **said)

    settles_and_publishes(lively, revision)

    found = post.placements.get()
    assert (found.state, found.clause_id, found.elsewhere) == ("moved", lively.clause("Pasal 2 ayat (1)"), False)


def test_of_two_quotes_of_which_either_may_be_shown_none_is_marked(consultation: Scene, siti: Someone, budi: Someone) -> None:
    """An edit that quotes something else waits for a moderator while the next version is published."""
    post = siti.posts("Kapan?", on=consultation.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    budi.publishes(post)
    siti.edits(post, quote=Quote("Setiap pedagang"))

    publishes_revision(consultation, later(DRAFT))
    budi.publishes(post)

    found = post.placements.get()
    assert (found.state, found.start) == ("exact", None)
    assert not verify().faults

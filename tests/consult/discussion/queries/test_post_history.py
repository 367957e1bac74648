"""The permanent page's history of a post: only what everybody could read, and may read still."""

import pytest

from consult.consultations.models import Consultation
from consult.discussion.models import Post
from consult.discussion.queries.post_history import AT_MOST, History, post_history
from consult.discussion.rules import Kind, Operation, Proposal, Stance
from consult.errors import NotFound
from consult.text.word_difference import Side
from tests.cast import Scene, Someone, moment, public_versions

pytestmark = pytest.mark.django_db


def history(scene: Scene, post: Post, by: Someone) -> History:
    """As somebody reads it."""
    post.refresh_from_db()
    return post_history(scene.row.slug, post.number or 0, viewer=by.viewer, now=moment())


def numbers(found: History) -> list[int]:
    """Of the versions on the page."""
    return [step.version.number for step in found.steps]


def test_an_edit_stands_with_the_words_that_went_and_came(lively: Scene, siti: Someone, tono: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 4"))
    siti.edits(post, text="Lapak perlu lampu.")

    latest, first = history(lively, post, tono).steps

    assert latest.text == [(Side.BOTH, "Lapak perlu "), (Side.BEFORE, "atap"), (Side.AFTER, "lampu"), (Side.BOTH, ".")]
    assert (first.version.text, first.text) == ("Lapak perlu atap.", ())


def test_of_a_proposal_the_wording_is_compared_and_what_stayed_is_not(lively: Scene, siti: Someone, tono: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Lapak diundi.")
    post = siti.posts("Usul.", on=lively.clause("Pasal 4"), kind=Kind.PROPOSAL, proposal=proposal)
    siti.edits(post, proposal=Proposal(Operation.REPLACE, "Lapak diundi tiap tahun."))
    siti.edits(post, stance=Stance.MIXED)

    third, second, _first = history(lively, post, tono).steps

    assert (second.text, [side for side, _ in second.wording]) == ((), [Side.BOTH, Side.AFTER, Side.BOTH])
    assert (third.text, third.wording) == ((), ())


def test_what_waits_or_was_superseded_while_it_waited_is_no_part_of_it(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Satu.", on=consultation.clause("Pasal 4"))
    siti.edits(post, text="Dua.")
    budi.publishes(post)
    siti.edits(post, text="Tiga.")

    for reader in (siti, budi):  # also for those who may see all of it elsewhere
        found = history(consultation, post, reader)
        assert (numbers(found), found.withheld) == ([2], [])


def test_a_version_with_personal_data_is_withheld_after_an_edit(lively: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    post = siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 4"))
    budi.publishes(post)
    assert numbers(history(lively, post, tono)) == [1]  # a moderator let it stand

    siti.edits(post, text="Hubungi saya.")
    found = history(lively, post, tono)

    assert (numbers(found), found.withheld) == ([2], [1])
    assert found.steps[0].text == ()


def test_what_was_hidden_and_what_came_before_it_is_withheld_when_an_edit_is_public(
    lively: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    post = siti.posts("Pak Lurah begini.", on=lively.clause("Pasal 4"))
    siti.edits(post, text="Pak Lurah begini dan begitu.")
    budi.hides(post)
    siti.edits(post, text="Lapak perlu atap.")
    assert not history(lively, post, tono).steps

    budi.publishes(post)
    found = history(lively, post, tono)

    assert (numbers(found), found.withheld) == ([3], [1, 2])


@pytest.mark.parametrize("gone", ["hidden", "withdrawn"])
def test_a_post_that_is_not_public_now_has_no_history_and_no_words(
    lively: Scene, siti: Someone, budi: Someone, tono: Someone, gone: str
) -> None:
    post = siti.posts("Satu.", on=lively.clause("Pasal 4"))
    siti.edits(post, text="Dua.")
    budi.hides(post) if gone == "hidden" else siti.withdraws(post)

    for reader in (tono, siti, budi):
        found = history(lively, post, reader)
        assert (found.steps, found.withheld, public_versions(found.post)) == ((), (), [])


def test_a_post_that_was_never_shown_and_one_that_is_not_there_are_alike(consultation: Scene, siti: Someone, budi: Someone) -> None:
    shown, held = (siti.posts("Satu.", on=consultation.clause("Pasal 4")) for _ in range(2))
    budi.publishes(shown)

    for number in (0, 2, 99):
        with pytest.raises(NotFound):
            post_history(consultation.row.slug, number, viewer=siti.viewer, now=moment())
    assert history(consultation, shown, siti).post == shown
    assert Post.objects.get(pk=held.pk).number is None


def test_a_consultation_in_preparation_shows_its_posts_to_nobody_else(lively: Scene, siti: Someone, tono: Someone, budi: Someone) -> None:
    post = siti.posts("Satu.", on=lively.clause("Pasal 4"))
    Consultation.objects.filter(pk=lively.row.pk).update(step="draft")

    for stranger in (tono, siti):
        with pytest.raises(NotFound):
            history(lively, post, stranger)
    assert history(lively, post, budi).post == post


def test_a_question_stands_with_its_official_answers_that_are_public(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone, tono: Someone
) -> None:
    question = siti.posts("Berapa iurannya?", on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    agus.replies("Dua ribu, kata tetangga.", to=question)
    budi.hides(ratna.replies("Tiga ribu.", to=question))
    answer = ratna.replies("Dua ribu.", to=question)

    found = history(lively, question, tono)

    assert (found.answers, found.post.answered) == ([answer], True)  # type: ignore[attr-defined]  # as `shown_once` annotates it


def test_only_so_many_versions_are_compared(lively: Scene, siti: Someone, tono: Someone) -> None:
    post = siti.posts("Versi 1.", on=lively.clause("Pasal 4"))
    for number in range(2, AT_MOST + 3):
        siti.edits(post, text=f"Versi {number}.")

    found = history(lively, post, tono)

    assert numbers(found) == list(range(AT_MOST + 2, 2, -1))
    assert found.withheld == []

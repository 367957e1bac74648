"""What readers see of posts that were written on an older version than the newest."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

import pytest

from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote
from consult.discussion.models import Placement, Post
from consult.discussion.rules import Kind
from consult.documents.models import Revision, Wording
from tests.cast import DRAFT, Scene, Someone, moment, publishes_revision
from tests.frontend.discussion.reading.test_marked_quotes import marks_in
from tests.frontend.pages import Page, browser, page, read

Counting = Callable[[int], AbstractContextManager[None]]

pytestmark = pytest.mark.django_db

AGREED = "Setuju dengan pasal ini."


def path(scene: Scene, label: str) -> str:
    """The page of the clause that was called so in version 1."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def post_page(scene: Scene, post: Post) -> Page:
    """The permanent page of a post."""
    return read(f"/k/{scene.row.slug}/posts/{post.number}/")


def put(post: Post, revision: Revision, state: PlacementState, clause: UUID | None = None, words: str = "") -> None:
    """Let the post stand there in the revision, at these words of the clause."""
    start = Wording.objects.get(revision=revision, clause=clause).text.index(words) if words else None
    end = start + len(words) if start is not None else None
    Placement.objects.filter(post=post, revision=revision).update(state=state, clause=clause, start=start, end=end)


# On the page of its clause


def test_an_old_post_says_on_which_version_it_was_written_and_that_the_wording_has_changed(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Terlalu pagi.", on=lively.clause("Pasal 5"))
    publishes_revision(lively)

    thread = read(path(lively, "Pasal 5"))

    assert "Written on version 1; the wording has changed since" in thread.words
    assert thread.find("a", href=f"/k/{lively.row.slug}/posts/{post.number}/#since")


def test_where_the_words_stayed_it_names_the_version_alone(lively: Scene, siti: Someone) -> None:
    siti.posts(AGREED, on=lively.clause("Pasal 4"))
    publishes_revision(lively)

    words = read(path(lively, "Pasal 4")).words

    assert "Written on version 1." in words
    assert "changed since" not in words


def test_a_post_of_the_newest_version_says_nothing_of_versions(lively: Scene, siti: Someone) -> None:
    publishes_revision(lively)
    siti.posts(AGREED, on=lively.clause("Pasal 4"))

    assert "Written on version" not in read(path(lively, "Pasal 4")).words


def test_a_quote_is_marked_where_it_stands_now_and_never_at_its_old_place(lively: Scene, siti: Someone) -> None:
    siti.posts("Kapan?", on=lively.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    publishes_revision(lively, DRAFT.replace("Setiap pedagang menjaga", "Mulai hari ini setiap pedagang menjaga"))

    thread = read(path(lively, "Pasal 4"))

    assert marks_in(thread.html) == ["menjaga kebersihan"]
    assert "Where it stands in the clause" in thread.words


def test_a_passage_that_is_gone_is_said_to_be_and_marked_nowhere(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kapan?", on=lively.clause("Pasal 5"), quote=Quote("sebelum pukul sepuluh"))
    put(post, publishes_revision(lively), PlacementState.CLAUSE_ONLY, lively.clause("Pasal 5"))

    thread = read(path(lively, "Pasal 5"))

    assert "The passage that it quotes is not in version 2 any more" in thread.words
    assert marks_in(thread.html) == []


def test_while_a_person_is_looking_nothing_is_marked(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Kapan?", on=lively.clause("Pasal 5"), quote=Quote("sebelum pukul sepuluh"))
    put(post, publishes_revision(lively), PlacementState.FUZZY, lively.clause("Pasal 5"), "sebelum pukul sembilan")

    thread = read(path(lively, "Pasal 5"))

    assert "A person is looking where it belongs in version 2." in thread.words
    assert marks_in(thread.html) == []


def test_the_page_of_a_post_shows_what_has_changed_since(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Terlalu pagi.", on=lively.clause("Pasal 5"))
    publishes_revision(lively)

    shown = post_page(lively, post)

    assert "It was written on version 1 of the draft; the newest is version 2." in shown.words
    assert "[taken out: sepuluh" in shown.words
    assert "[put in: sembilan" in shown.words


@pytest.mark.parametrize("posts", [1, 40])
def test_old_posts_cost_no_query_more(lively: Scene, siti: Someone, posts: int, django_assert_max_num_queries: Counting) -> None:
    then = moment()
    for number in range(posts):
        then += timedelta(minutes=10)  # nobody may write so much at once
        siti.posts(f"{number}.", on=lively.clause("Pasal 5"), quote=Quote("sebelum pukul sepuluh"), now=then)
    gone = siti.posts("Anak saya?", on=lively.clause("Pasal 3"), now=then)
    publishes_revision(lively)

    for place in (path(lively, "Pasal 5"), path(lively, "Pasal 3"), f"{path(lively, 'Pasal 3')}?reply={gone.number}"):
        for client, most in ((browser(), 6), (browser(siti), 9)):
            with django_assert_max_num_queries(most):
                client.get(place)


# A clause that is no more


def test_a_clause_that_was_removed_says_since_when_and_takes_answers_alone(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    publishes_revision(lively)
    there, client = path(lively, "Pasal 3"), browser(agus)

    shown = page(client.get(there))
    answering = page(client.get(f"{there}?reply={post.number}"))

    assert "The clause was removed in version 2." in shown.words
    assert "Lapak tidak dapat dialihkan kepada orang lain." in shown.words
    assert not [form for form in shown.forms if "text" in form.fields]
    sent = client.post(there, {**answering.form(there), "text": "Bisa, lewat pengurus."})
    assert sent.status_code == 303
    assert post.replies.get().kind == Kind.REPLY


def test_a_clause_that_another_took_up_names_it_and_is_named_there(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Siapa memeriksa?", on=lively.clause("Pasal 4"))
    revision = publishes_revision(lively)
    revision.links.filter(old=lively.clause("Pasal 3")).update(new=lively.clause("Pasal 5"), status="merged")
    other = siti.posts("Anak saya?", on=lively.clause("Pasal 3"), revision=1)
    put(other, revision, PlacementState.MOVED, lively.clause("Pasal 5"))

    gone, there = read(path(lively, "Pasal 3")), read(path(lively, "Pasal 5"))

    assert "In version 2 another clause took it up: Pasal 4" in gone.words
    assert "Written on version 1. In version 2 it stands at another clause, which took up its own: Pasal 4" in gone.words
    assert gone.find("a", href=path(lively, "Pasal 5"))
    assert "1 contribution that was written on another clause stands here in version 2:" in there.words
    assert there.find("a", href=f"{path(lively, 'Pasal 3')}?post={other.number}#post-{other.number}")
    assert f"Contribution {post.number}," not in there.words


def test_what_is_still_looked_at_is_named_nowhere_else(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Anak saya?", on=lively.clause("Pasal 3"), quote=Quote("kepada orang lain"))
    put(post, publishes_revision(lively), PlacementState.FUZZY, lively.clause("Pasal 5"), "oleh setiap pedagang")

    assert "From other clauses" not in read(path(lively, "Pasal 5")).words


def test_all_that_came_from_other_clauses_have_a_page(lively: Scene, siti: Someone) -> None:
    revision = publishes_revision(lively)
    for number in range(5):
        put(siti.posts(f"Ke-{number}.", on=lively.clause("Pasal 3"), revision=1), revision, PlacementState.MOVED, lively.clause("Pasal 5"))

    beside, whole = read(path(lively, "Pasal 5")), read(f"{path(lively, 'Pasal 5')}arrived/")

    assert beside.find("a", href=f"{path(lively, 'Pasal 5')}arrived/")
    assert [f"Ke-{number}." in whole.words for number in range(5)] == [True] * 5
    assert "Pasal 3 in version 1" in whole.words


# Those whose clause is gone


def test_orphaned_posts_have_a_page_with_a_way_to_answer_each(lively: Scene, siti: Someone, budi: Someone) -> None:
    post, hidden = (siti.posts(said, on=lively.clause("Pasal 3")) for said in ("Anak saya?", "Beli di sini."))
    siti.posts(AGREED, on=lively.clause("Pasal 4"))
    budi.hides(hidden)
    publishes_revision(lively)

    shown = read(f"/k/{lively.row.slug}/draft/orphaned/")

    assert "Contributions whose clause is gone" in shown.words
    assert "2 contributions" in shown.words
    assert "Pasal 3 in version 1" in shown.words
    assert "Anak saya?" in shown.words
    assert "Beli di sini." not in shown.words
    assert AGREED not in shown.words
    assert shown.find("a", href=f"{path(lively, 'Pasal 3')}?post={post.number}#post-{post.number}")


def test_where_no_clause_is_gone_the_page_says_so_and_an_unknown_draft_has_none(lively: Scene) -> None:
    assert "There are none." in read(f"/k/{lively.row.slug}/draft/orphaned/").words
    assert browser().get("/k/tidak-ada/draft/orphaned/").status_code == 404


# Writing meanwhile


def test_what_was_begun_on_an_older_version_is_kept_on_it_and_the_answer_says_so(lively: Scene, siti: Someone) -> None:
    client, there = browser(siti), path(lively, "Pasal 3")
    begun = page(client.get(there)).form(there)
    publishes_revision(lively)

    previewed = page(client.post(there, {**begun, "stance": "oppose", "text": "Terlalu ketat.", "preview": "1"}))
    answer = client.post(there, {**begun, "stance": "oppose", "text": "Terlalu ketat."}, follow=True)

    assert "You began this on version 1 of the draft. Meanwhile version 2 was published." in previewed.words
    post = Post.objects.get()
    assert post.revision is not None
    assert post.revision.number == 1
    assert "You wrote on version 1 of the draft, and it is kept so. Version 2 has been published since." in page(answer).words
    assert "What it was written on is not in version 2 any more." in page(answer).words


# What became of one's own


def test_my_page_and_the_receipt_tell_what_became_of_each(lively: Scene, siti: Someone) -> None:
    kept = siti.posts(AGREED, on=lively.clause("Pasal 4"))
    siti.posts("Terlalu pagi.", on=lively.clause("Pasal 5"))
    siti.posts("Anak saya?", on=lively.clause("Pasal 3"))
    publishes_revision(lively)

    mine = read("/me/", by=siti).words
    receipt = read(f"/receipts/{kept.received_as}/").words

    for said in (
        "In version 2 it stands where it stood.",
        "In version 2 it stands at its clause, whose wording has changed.",
        "What it was written on is not in version 2 any more.",
    ):
        assert f"Written on version 1. {said}" in mine
    assert "Written on version 1. In version 2 it stands where it stood." in receipt


def test_before_there_is_a_second_version_nothing_became_of_anything(lively: Scene, siti: Someone) -> None:
    siti.posts(AGREED, on=lively.clause("Pasal 4"))

    assert "Written on version" not in read("/me/", by=siti).words

"""Deciding about a version that a later one has replaced."""

import pytest

from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Status
from tests.cast import REASON, Scene, Someone
from tests.frontend.pages import browser, page, read

pytestmark = pytest.mark.django_db

ABUSE = "Pak Lurah itu maling."


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """Abuse that was public, and that its author has edited since."""
    written = siti.posts(ABUSE, on=lively.clause("Pasal 4"))
    siti.edits(written, text="Lapak perlu atap.")
    return Post.objects.get(pk=written.pk)


def path_of(post: Post) -> str:
    """The page where it is decided."""
    return f"/desk/{post.consultation.slug}/queue/{post.pk}/"


def public_page(post: Post) -> str:
    """What everybody reads of it."""
    return read(f"/k/{post.consultation.slug}/posts/{post.number}/").words


def test_a_moderator_chooses_the_earlier_version_hides_it_and_puts_it_back(post: Post, budi: Someone) -> None:
    client, chosen = browser(budi, language="en"), f"{path_of(post)}?version=1"
    assert ABUSE in public_page(post)
    assert chosen + "#one" in [link["href"] for link in page(client.get(path_of(post))).find("a")]

    for verdict, status in (("hide", Status.HIDDEN), ("restore", Status.SUPERSEDED)):
        shown = page(client.get(chosen))
        assert [choice["value"] for choice in shown.find("input", name="verdict")] == [verdict]
        given = {**shown.form(chosen), "rule": "3", "reason": REASON, "verdict": verdict}
        assert client.post(chosen, given).status_code == 302

        assert PostVersion.objects.get(post=post, number=1).status == status
        assert Post.objects.get(pk=post.pk).status == Status.SHOWN
        assert (ABUSE in public_page(post)) is (status is Status.SUPERSEDED)


def test_what_is_missing_is_asked_for_on_the_page_of_the_chosen_version(post: Post, budi: Someone) -> None:
    client, chosen = browser(budi, language="en"), f"{path_of(post)}?version=1"

    answer = client.post(chosen, {**page(client.get(chosen)).form(chosen), "rule": "3", "reason": "", "verdict": "hide"})

    assert answer.status_code == 400
    assert page(answer).form(chosen)["version"] == "1"


@pytest.mark.parametrize("number", ["99", "0", "x", ""])
def test_a_version_that_is_not_there_leads_to_the_one_that_is_public(post: Post, budi: Someone, number: str) -> None:
    assert read(f"{path_of(post)}?version={number}", by=budi).form(path_of(post))["version"] == "2"


def test_an_official_reads_it_and_is_offered_no_decision(post: Post, ratna: Someone) -> None:
    shown = read(f"{path_of(post)}?version=1", by=ratna)

    assert ABUSE in shown.words
    assert not [link for link in shown.find("a") if "?version=" in link["href"]]
    assert not shown.find("input", name="verdict")

"""The pages of threads: the general one, those over several clauses, closed ones, and the desk that opens and closes them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from consult.discussion.models import Post, Thread
from consult.discussion.queries.posts import general_thread
from consult.discussion.rules import ThreadKind, ThreadStatus
from tests.cast import NOTICE, Scene, Someone
from tests.frontend.pages import browser, page, read

pytestmark = pytest.mark.django_db

WRITTEN = {"stance": "support", "way": "comment", "text": "Secara keseluruhan baik.", "shown_name": "withheld"}
Counting = Callable[[int], AbstractContextManager[object]]


def general(scene: Scene) -> str:
    """Where the draft as a whole is discussed."""
    thread = general_thread(scene.row)
    assert thread is not None
    return f"/k/{scene.row.slug}/threads/{thread.pk}/"


def over_two(scene: Scene, budi: Someone) -> Thread:
    """A thread over two clauses."""
    return budi.opens_thread("Lapak dan sampah", over=[scene.clause("Pasal 3"), scene.clause("Pasal 5")], at=scene)


def at(thread: Thread) -> str:
    """Its page."""
    return f"/k/{thread.consultation.slug}/threads/{thread.pk}/"


def clause(scene: Scene, label: str = "Pasal 3") -> str:
    """The page of a clause."""
    return f"/k/{scene.row.slug}/clauses/{scene.clause(label)}/"


def sends(client: Client, path: str, **said: str) -> Any:
    """Fill in the form of the page and send it."""
    return client.post(path, {**page(client.get(path)).form(path), **WRITTEN, **said})


def test_the_consultation_leads_to_the_general_thread_and_what_is_sent_there_gets_a_receipt(lively: Scene, siti: Someone) -> None:
    path = general(lively)
    assert read(f"/k/{lively.row.slug}/").find("a", href=path)

    answer = sends(browser(siti), path)

    assert answer.headers["Location"].startswith("/receipts/")
    assert (Post.objects.get().clause_id, "Secara keseluruhan baik." in read(path).words) == (None, True)
    assert "The draft as a whole" in read(path).words


def test_where_there_is_no_one_clause_nothing_can_be_proposed(lively: Scene, siti: Someone) -> None:
    client, path = browser(siti), general(lively)
    shown = page(client.get(path))

    assert {found["value"] for found in shown.find("input", name="way")} == {"comment", "question"}
    assert not shown.find("textarea", name="wording")
    answer = sends(client, path, way="proposal:delete")
    assert (answer.status_code, Post.objects.exists()) == (400, False)
    assert page(answer).form(path)["text"] == WRITTEN["text"]


def test_replies_sorting_and_pages_work_as_on_a_clause(lively: Scene, siti: Someone, agus: Someone) -> None:
    client, path = browser(siti), general(lively)
    sends(client, path)
    sends(client, path, text="Yang kedua.")
    other = browser(agus)
    form = page(other.get(f"{path}?reply=1")).form(path)
    other.post(path, {**form, "text": "Saya setuju.", "shown_name": "withheld"})

    assert Post.objects.get(kind="reply").reply_to == Post.objects.get(number=1)
    newest = read(f"{path}?order=newest").html
    assert newest.index("Yang kedua.") < newest.index("Secara keseluruhan baik.")


def test_a_clause_leads_to_the_thread_that_names_it_and_back(lively: Scene, budi: Someone) -> None:
    thread = over_two(lively, budi)

    assert read(clause(lively)).find("a", href=at(thread))
    assert not read(clause(lively, "Pasal 4")).find("a", href=at(thread))
    named = read(at(thread))
    assert named.find("a", href=clause(lively))
    assert named.find("a", href=clause(lively, "Pasal 5"))


def test_a_clause_that_several_threads_name_leads_to_their_list(lively: Scene, budi: Someone) -> None:
    threads = [over_two(lively, budi), over_two(lively, budi)]
    address = f"/k/{lively.row.slug}/threads/?clause={lively.clause('Pasal 3')}"

    assert read(clause(lively)).find("a", href=address)
    listed = read(address)
    assert all(listed.find("a", href=at(thread)) for thread in threads)
    assert "Threads that name Pasal 3" in listed.words
    assert not listed.find("a", href=general(lively))


def test_a_clauses_own_thread_is_read_on_the_clauses_page(lively: Scene) -> None:
    own = Thread.objects.get(places__clause=lively.clause("Pasal 3"), places__own=True)

    answer = browser().get(at(own))

    assert (answer.status_code, answer.headers["Location"]) == (302, clause(lively))


def test_a_thread_under_another_consultations_address_is_not_found(lively: Scene, consultation: Scene) -> None:
    path = general(lively).replace(lively.row.slug, consultation.row.slug)

    assert browser().get(path).status_code == 404


def test_a_closed_thread_says_why_and_since_when_and_offers_no_form(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Perlu atap.", on=lively.clause("Pasal 3"))
    client, path = browser(siti), clause(lively)
    form = page(client.get(path)).form(path)
    budi.locks(post.thread)

    shown = page(client.get(path))

    assert NOTICE in shown.words
    assert shown.find("time")
    assert not shown.find("textarea")
    assert not shown.find("a", href=f"{path}?reply=1#write")
    refused = client.post(path, {**form, **WRITTEN, "text": "Terlambat."})
    assert refused.status_code == 409
    assert NOTICE in page(refused).words
    assert page(refused).form(path)["text"] == "Terlambat."


def test_a_moderator_opens_a_thread_at_the_desk_and_lands_on_it(lively: Scene, budi: Someone) -> None:
    client, path = browser(budi), f"/desk/{lively.row.slug}/threads/"
    form = page(client.get(path)).form(path)
    chosen = [str(lively.clause(label)) for label in ("Pasal 3", "Pasal 5")]

    answer = client.post(path, {**form, "title": "Lapak dan sampah", "clauses": chosen})

    thread = Thread.objects.get(kind=ThreadKind.SEVERAL)
    assert (answer.status_code, answer.headers["Location"]) == (303, at(thread))


def test_a_thread_that_is_not_right_comes_back_with_what_was_chosen(lively: Scene, budi: Someone) -> None:
    client, path = browser(budi), f"/desk/{lively.row.slug}/threads/"
    form = page(client.get(path)).form(path)
    one = str(lively.clause("Pasal 3"))

    answer = client.post(path, {**form, "title": "Lapak", "clauses": [one]})

    assert answer.status_code == 400
    assert "at least two clauses" in page(answer).words
    assert page(answer).find("input", name="clauses", value=one, checked="")
    assert page(answer).form(path)["title"] == "Lapak"


def test_a_moderator_closes_a_clauses_thread_from_its_page_and_opens_it_again(lively: Scene, budi: Someone) -> None:
    client, path = browser(budi), clause(lively)
    [link] = [found["href"] for found in page(client.get(path)).find("a") if found.get("href", "").endswith("/locking/")]

    refused = client.post(link, {**page(client.get(link)).form(link), "notice": "Pendek"})
    assert (refused.status_code, page(refused).form(link)["notice"]) == (400, "Pendek")
    assert client.post(link, {**page(client.get(link)).form(link), "notice": NOTICE}).headers["Location"] == path
    again = link.replace("/locking/", "/unlocking/")
    assert NOTICE in page(client.get(link)).words
    assert client.post(again, page(client.get(link)).form(again)).headers["Location"] == path

    assert Thread.objects.get(places__clause=lively.clause("Pasal 3")).status == ThreadStatus.OPEN


def test_an_official_sees_the_threads_and_is_offered_no_change(lively: Scene, budi: Someone, ratna: Someone) -> None:
    thread = budi.locks(over_two(lively, budi))

    shown = read(f"/desk/{lively.row.slug}/threads/", by=ratna)

    assert shown.find("a", href=at(thread))
    assert not [form for form in shown.forms if form.attributes.get("action", "").startswith("/desk/")]
    assert not [found for found in shown.find("a") if found.get("href", "").endswith("/locking/")]


@pytest.mark.parametrize("kind", ["general", "several"])
def test_a_thread_costs_no_more_queries_than_a_clause(
    kind: str, lively: Scene, siti: Someone, budi: Someone, django_assert_max_num_queries: Counting
) -> None:
    path = general(lively) if kind == "general" else at(over_two(lively, budi))
    sends(browser(siti), path)

    for client, most in ((browser(), 6), (browser(siti), 9), (browser(budi), 9)):
        with django_assert_max_num_queries(most):
            client.get(path)

"""How many queries a clause's page costs with twenty threads of three replies, and with five times as many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.discussion.models import Post
from consult.discussion.queries.branches import Order
from consult.discussion.rules import Kind
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone, moment
from tests.frontend.pages import browser

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db]


def test_a_thread_costs_few_queries_however_long_it_is(lively: Scene, siti: Someone, agus: Someone, measured: Measured) -> None:
    path = f"/k/{lively.row.slug}/clauses/{lively.clause('Pasal 3')}/"
    argue(lively, siti, agus, threads=20)
    visitor, signed_in = queries(browser(), path), queries(browser(siti), path)
    argue(lively, siti, agus, threads=80)

    assert Post.objects.count() == 400
    assert (queries(browser(), path), queries(browser(siti), path)) == (visitor, signed_in)
    measured("queries of a thread's page, 20 threads × 3 replies, for a visitor", visitor, "queries", at_most=6)
    measured("queries of a thread's page, 20 threads × 3 replies, signed in", signed_in, "queries", at_most=9)


def argue(scene: Scene, siti: Someone, agus: Someone, *, threads: int) -> None:
    """So many posts, each with three replies, ten minutes apart, since nobody may write so much at once."""
    began = moment() + timedelta(minutes=10 * Post.objects.count())
    for number in range(threads):
        now = began + timedelta(minutes=10 * number)
        post = siti.posts(f"Lapak nomor {number} perlu atap.", on=scene.clause("Pasal 3"), now=now)
        for said in ("Ya.", "Tidak.", "Mungkin."):
            agus.replies(f"{said} Lapak {number}.", to=post, now=now)


def queries(client: Client, path: str) -> int:
    """How many the page takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_a_branch_ten_replies_deep_costs_no_more_in_any_order(lively: Scene, siti: Someone, agus: Someone, ratna: Someone) -> None:
    path = f"/k/{lively.row.slug}/clauses/{lively.clause('Pasal 3')}/"
    argue(lively, siti, agus, threads=3)
    flat = queries(browser(), path), queries(browser(siti), path)
    question = siti.posts("Siapa yang membagi lapak?", on=lively.clause("Pasal 3"), kind=Kind.QUESTION)
    post = ratna.replies("Panitia pasar.", to=question)
    for level in range(9):
        post = (agus, siti)[level % 2].replies(f"Balasan {level}.", to=post)

    assert flat == (queries(browser(), path), queries(browser(siti), path))
    for order in Order:
        assert queries(browser(), f"{path}?order={order}") <= 6
        assert queries(browser(siti), f"{path}?order={order}") <= 9

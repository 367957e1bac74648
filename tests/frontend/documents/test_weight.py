"""Bytes and queries of a statute's page, with posts on every clause."""

import gzip
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.consultations.rules import Moderation
from tests.bench.filling import fill
from tests.cast import Scene, Someone, moment, staged
from tests.frontend.documents import drafts
from tests.frontend.pages import browser
from tests.frontend.test_weight import KB

MOST = 40 * KB
DRAFT = "/k/undang-undang/draft/"


def enacted(text: str, *, citizen: Someone, unit: str, posts: int) -> Scene:
    """A consultation on a statute, with posts over all of it."""
    scene = staged("undang-undang", moderation=Moderation.AFTER, officials=[], moderators=[], draft=text)
    fill(scene, posts, authors=[citizen], busy=scene.clause(unit), on_busy=posts // 50, now=moment())
    return scene


@pytest.fixture(params=["statute", "generated"])
def enormous(request: pytest.FixtureRequest, siti: Someone) -> Iterator[Scene]:
    """The statute where it is there, and one of generated text that is about as long."""
    text = drafts.statute() if request.param == "statute" else drafts.generated(62)
    yield enacted(text, citizen=siti, unit="Pasal 4", posts=3000)
    cache.clear()


def sent(client: Client, path: str = DRAFT) -> int:
    """Bytes of the page as they are sent."""
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).endswith(b"</html>\n")
    return len(answer.content)


def test_a_statute_with_three_thousand_posts_is_light_and_cheap(enormous: Scene, siti: Someone) -> None:
    for language in ("id", "en"):
        assert sent(browser(language=language)) <= MOST
        assert sent(browser(siti, language=language)) <= MOST

    for client, most in ((browser(), 5), (browser(siti), 8)):
        cache.clear()
        for _ in ("made", "kept"):
            with CaptureQueriesContext(connection) as asked:
                client.get(DRAFT)
            assert len(asked) <= most, [query["sql"][:80] for query in asked.captured_queries]

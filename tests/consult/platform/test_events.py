"""What is announced is heard after the commit, only then, and whoever fails to listen harms nobody."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from consult.discussion.models import Post
from consult.errors import BadInput
from consult.platform import events
from tests.cast import Scene, Someone

Heard = list[dict[str, object]]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What is heard of threads, with whether it was in the database by then."""
    bells: Heard = []

    def listener(**facts: object) -> None:
        bells.append(facts)

    with listening("thread", listener):
        yield bells


class listening:  # noqa: N801 - reads as what it does
    """Listens for as long as it lasts."""

    def __init__(self, kind: str, function: Callable[..., None]) -> None:
        self.kind, self.function = kind, function

    def __enter__(self) -> None:
        events.listen(self.kind, self.function)

    def __exit__(self, *_: object) -> None:
        events._listeners[self.kind].remove(self.function)


def test_a_bell_rings_when_what_it_tells_of_is_committed(heard: Heard) -> None:
    with transaction.atomic():
        events.announce("thread", seq=1)
        assert heard == []

    assert heard == [{"seq": 1}]


def test_what_is_rolled_back_rings_no_bell(heard: Heard) -> None:
    with transaction.atomic():
        events.announce("thread", seq=1)
        transaction.set_rollback(True)

    assert heard == []


def test_a_listener_that_fails_harms_neither_the_post_nor_other_listeners(
    lively: Scene, siti: Someone, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(**_: object) -> None:
        raise ConnectionError("no channel layer")

    events._listeners["thread"].insert(0, failing)
    try:
        post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    finally:
        events._listeners["thread"].remove(failing)

    assert Post.objects.filter(pk=post.pk).exists()
    assert heard == [{"thread_id": post.thread_id, "consultation_id": lively.row.pk, "seq": 1, "nth": 1}]
    assert "A listener of thread failed" in caplog.text


def test_who_listens_twice_hears_once(heard: Heard) -> None:
    [listener] = [one for one in events._listeners["thread"] if one.__qualname__.startswith("heard")]
    events.listen("thread", listener)

    events.announce("thread", seq=1)

    assert heard == [{"seq": 1}]


def test_only_what_the_public_may_see_rings(consultation: Scene, siti: Someone, budi: Someone, heard: Heard) -> None:
    post = siti.posts("Setuju.", on=consultation.clause("Pasal 4"))
    assert heard == []

    budi.publishes(post)
    assert [bell["seq"] for bell in heard] == [1]


def test_a_refused_post_rings_no_bell(lively: Scene, siti: Someone, heard: Heard) -> None:
    with pytest.raises(BadInput):
        siti.posts("", on=lively.clause("Pasal 4"))

    assert heard == []

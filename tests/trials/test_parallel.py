"""Two hundred requests at one instant over HTTP, fifty posts four times each under their keys, to a real server on each database."""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Final
from uuid import UUID

import pytest

from consult.discussion.models import Post
from consult.record.checks.verification import verify
from tests.bench.asking import token_of
from tests.bench.conftest import Measured
from tests.cast import Scene, someone
from tests.consult.platform.test_idempotency import without_constraint
from tests.trials.served import PATIENCE, PRODUCT, Answer, Served, posting

REQUESTS, KEYS, CITIZENS = 200, 50, 12
BUSY: Final = 503  # with Retry-After: no hand free; whoever sends it again under its key does no harm
ATTEMPTS: Final = 20

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@dataclass
class Crowd:
    """Citizens who all send at the same instant."""

    clause: UUID
    tokens: Sequence[str]
    statuses: Counter[int] = field(default_factory=Counter)

    def sends(self, server: Served) -> list[Answer]:
        """All requests, each sent again for as long as the server says that it is busy; the last answer to each."""
        start = Barrier(REQUESTS)
        with ThreadPoolExecutor(REQUESTS) as pool:
            return list(pool.map(lambda number: self.send(server, number % KEYS, start), range(REQUESTS)))

    def send(self, server: Served, key: int, start: Barrier) -> Answer:
        """One request. A key belongs to one citizen."""
        request = posting(self.clause, f"Pendapat {key}.", token=self.tokens[key % CITIZENS], key=f"kunci-{key}")
        start.wait(PATIENCE)
        for _ in range(ATTEMPTS):
            answer = server.asks(*request)
            self.statuses[answer.status] += 1
            if answer.status != BUSY:
                break
            time.sleep(1)
        return answer


@pytest.fixture
def crowd(lively: Scene) -> Crowd:
    """Twelve citizens with tokens, so that none meets the limit of thirty posts in ten minutes."""
    return Crowd(lively.clause("Pasal 5"), [token_of(someone(f"Warga{number}")) for number in range(CITIZENS)])


def test_two_hundred_requests_with_fifty_keys_make_fifty_posts_and_no_error(crowd: Crowd, measured: Measured) -> None:
    with Served(PRODUCT) as server:
        began = time.monotonic()
        answers = crowd.sends(server)
        seconds = time.monotonic() - began

    assert {answer.status for answer in answers} == {201}, crowd.statuses
    of_key = {number: {answer.body["id"] for answer in answers[number::KEYS]} for number in range(KEYS)}
    assert all(len(ids) == 1 for ids in of_key.values())
    errors = sum(n for status, n in crowd.statuses.items() if status >= 500 and status != BUSY)
    wrong = abs(Post.objects.count() - KEYS)
    facts = {"seconds": seconds, "busy": crowd.statuses[BUSY]}
    measured(f"posts too many or too few of {KEYS} in {REQUESTS} parallel requests", wrong, "posts", against=KEYS, at_most=0, **facts)
    measured(f"answers of 500 in {REQUESTS} parallel requests", errors, "answers", against=REQUESTS, at_most=0)
    assert not verify().faults


def test_without_the_keys_constraint_the_same_requests_make_more_posts(crowd: Crowd) -> None:
    with without_constraint(), Served(PRODUCT) as server:
        crowd.sends(server)

    assert Post.objects.count() > KEYS

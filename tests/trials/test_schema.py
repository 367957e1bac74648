"""Every address of the API against its own description, with requests made up by schemathesis: as visitor, citizen and moderator.

Ids that it makes up lead nowhere, so most of them are replaced by those of clauses, threads and posts that are there.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import cycle
from typing import Any, Final

import pytest
import schemathesis
from pytest_django.live_server_helper import LiveServer
from schemathesis.config import ChecksConfig, PositiveDataAcceptanceConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import EngineEvent, FatalError, NonFatalError, ScenarioFinished
from schemathesis.hooks import GLOBAL_HOOK_DISPATCHER

from consult.accounts.actions import give_token
from consult.accounts.rules import Scope
from consult.consultations.rules import Moderation
from consult.discussion.models import Thread
from consult.platform import limits
from tests.bench.conftest import Measured
from tests.cast import Scene, Someone, moment, someone, staged

Known = Mapping[str, list[str]]  # by the name of the parameter in an address

SECONDS: Final = 150  # for each of the three
SCOPES: Final = (Scope.READ, Scope.WRITE, Scope.MODERATE)  # nobody here closes the consultations under test
DOES_NOT_HOLD: Final = "422"  # of the right shape, and refused for what it says, which no schema can tell
ACCEPTED: Final = ["2xx", "304", "401", "403", "404", "409", DOES_NOT_HOLD]
SCENES: Final = (("pasar-pagi", Moderation.BEFORE, True), ("pasar-ramai", Moderation.AFTER, True), ("rahasia", Moderation.AFTER, False))


@pytest.fixture
def there(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Known:
    """What is there to be asked for."""
    often = limits.Limit(account=10**6, address=10**6, every=timedelta(minutes=10))
    monkeypatch.setitem(limits.LIMITS, "post", often)
    siti, agus, budi, ratna = (someone(name) for name in ("Siti", "Agus", "Budi", "Ratna"))
    scenes = [staged(slug, moderation=mode, officials=[ratna], moderators=[budi], open_it=is_open) for slug, mode, is_open in SCENES]
    clauses = [str(scene.clause(label)) for scene in scenes for label in ("Pasal 4", "Pasal 5")]
    threads = Thread.objects.filter(clauses__in=clauses) | Thread.objects.filter(kind="general")
    return {
        "slug": [slug for slug, _mode, _is_open in SCENES],
        "clause_id": clauses,
        "thread_id": sorted({str(thread) for thread in threads.values_list("pk", flat=True)}),
        "post_id": [post for scene in scenes[:2] for post in written(scene, siti, agus, budi)],
        "number": ["1"],
    }


def written(scene: Scene, siti: Someone, agus: Someone, budi: Someone) -> Iterator[str]:
    """Posts of two people, some of them hidden or withdrawn."""
    for number in range(20):
        for one in (siti, agus):
            post = one.posts(f"Pasal 4 memberatkan pedagang kecil, {number}.", on=scene.clause("Pasal 4"))
            if number % 4 == 1:
                budi.hides(post)
            elif number % 4 == 2:
                one.withdraws(post)
            yield str(post.pk)


@pytest.fixture
def led_to_what_is_there(there: Known) -> Iterator[None]:
    """Four of five ids that are made up become real ones."""
    turns = {name: cycle([*real, *real, *real, *real, None]) for name, real in there.items()}

    def before_call(context: Any, case: Any, kwargs: Any) -> None:
        for name in turns.keys() & (case.path_parameters or {}).keys():
            real = next(turns[name])
            if real is not None:
                case.path_parameters[name] = real

    schemathesis.hook(before_call)
    logging.disable(logging.WARNING)  # Django warns of every 4xx
    yield
    logging.disable(logging.NOTSET)
    GLOBAL_HOOK_DISPATCHER.unregister(before_call)


@pytest.mark.parametrize("role", ["visitor", "citizen", "moderator"])
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # hypothesis, of what it made up itself
def test_no_request_breaks_the_api_or_what_its_schema_promises(
    there: Known, led_to_what_is_there: None, live_server: LiveServer, role: str, measured: Measured
) -> None:
    requests, failures = run(f"{live_server.url}/api/schema/", headers(role))

    print(*failures, sep="\n\n")  # shown where the bar is not met
    assert requests > 300
    measured(f"requests as {role} that broke the API or its schema", len(failures), "requests", against=requests, at_most=0)


def headers(role: str) -> dict[str, str]:
    """How the role shows who it is."""
    if role == "visitor":
        return {}
    name = {"citizen": "Siti", "moderator": "Budi"}[role]
    _token, secret = give_token(actor=someone(name).viewer, name="Trial", scopes=SCOPES, now=moment())
    return {"Authorization": f"Bearer {secret}"}


def run(address: str, credentials: dict[str, str]) -> tuple[int, list[str]]:
    """How many requests were made, and what each failure says."""
    checks = ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=ACCEPTED))
    project = ProjectConfig(headers=credentials, checks=checks, continue_on_failure=True)
    config = SchemathesisConfig(max_time=SECONDS, projects=ProjectsConfig(default=project))
    schema = schemathesis.openapi.from_url(address, config=config)
    events = list(from_schema(schema).execute())
    requests = sum(len(event.recorder.interactions) for event in events if isinstance(event, ScenarioFinished))
    return requests, [failure for event in events for failure in failures_in(event)]


def failures_in(event: EngineEvent) -> Iterator[str]:
    """What went wrong in a part of the run."""
    if isinstance(event, FatalError | NonFatalError):
        yield f"{event.label}: {event.value!r}" if isinstance(event, NonFatalError) else str(event)
    if isinstance(event, ScenarioFinished):
        for checks in event.recorder.checks.values():
            yield from (f"{check.name}: {check.failure_info}" for check in checks if check.failure_info is not None)

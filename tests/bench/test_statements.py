"""How many statements a post costs: BEGIN and COMMIT counted, and as many in a long thread as in an empty one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.asking import Program, signed_in, token_of
from tests.bench.conftest import Measured
from tests.bench.filling import fill
from tests.cast import Scene, Someone, moment

MOST = 26

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["consultation", "lively"])
def scene(request: pytest.FixtureRequest) -> Scene:
    """Moderation before publication, and after it."""
    found: Scene = request.getfixturevalue(request.param)
    return found


def test_a_post_by_a_program_costs_few_statements_however_long_the_thread(
    scene: Scene, siti: Someone, agus: Someone, measured: Measured
) -> None:
    program = Program(token_of(siti))

    most = statements(scene, agus, lambda: program.posts("Usul: pilah di rumah.", on=scene.clause("Pasal 5")))

    measured(f"submitting through the API, moderated {scene.row.moderation}", most, "statements", at_most=MOST)


def test_a_post_in_the_form_costs_few_statements_however_long_the_thread(
    scene: Scene, siti: Someone, agus: Someone, measured: Measured
) -> None:
    reader = signed_in(siti, scene.row.slug)

    most = statements(scene, agus, lambda: reader.posts("Usul: pilah di rumah.", on=scene.clause("Pasal 5")))
    of_parts = counted(lambda: reader.posts("Usul: pilah di rumah.", on=scene.clause("Pasal 2")))  # it says nothing itself, its ayat do

    assert of_parts <= most
    measured(f"submitting in the form, moderated {scene.row.moderation}", most, "statements", at_most=MOST)


def test_the_action_alone_costs_few_statements_however_long_the_thread(
    scene: Scene, siti: Someone, agus: Someone, measured: Measured
) -> None:
    most = statements(scene, agus, lambda: siti.posts("Usul: pilah di rumah.", on=scene.clause("Pasal 5"), key=str(moment())))

    measured(f"submitting, the action alone, moderated {scene.row.moderation}", most, "statements", at_most=MOST)


def statements(scene: Scene, other: Someone, submit: Callable[[], object]) -> int:
    """How many one post takes: the author's first, which is given a pseudonym, and one after three hundred others by the same."""
    first, second = counted(submit), counted(submit)
    fill(scene, 300, authors=[other], busy=scene.clause("Pasal 5"), on_busy=200, now=moment())
    later = counted(submit)

    assert later == second, f"{second} in an empty thread, {later} in a long one"
    assert second <= first
    return first


def counted(work: Callable[[], object]) -> int:
    """Statements that `work` sends, BEGIN and COMMIT among them."""
    with CaptureQueriesContext(connection) as sent:
        work()
    statements = [query["sql"] for query in sent.captured_queries]
    assert sum(sql.startswith("BEGIN") for sql in statements) >= 1, statements
    assert sum(sql.startswith("COMMIT") for sql in statements) >= 1, statements
    return len(statements)

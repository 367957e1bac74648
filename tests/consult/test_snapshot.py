"""What is read at one instant fits together, whoever writes meanwhile; and nobody has to wait for it."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR
from consult.discussion.models import Post
from consult.record import verification
from consult.record.verification import verify
from consult.reports import queries
from consult.reports.queries import DoesNotReconcile, summary
from consult.snapshot import at_one_instant
from tests.cast import Scene, Someone, moment
from tests.together import meanwhile, together

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def of_every_statement(read: Callable[[], object], write: Callable[[int], object]) -> list[object]:
    """What is read when somebody writes before the first statement, before the second, and so on."""
    with CaptureQueriesContext(connection) as captured:
        read()
    found = []
    for number in range(1, len(captured) + 1):
        with meanwhile(partial(write, number), before=number):
            found.append(read())
    return found


def test_a_summary_reconciles_whenever_somebody_posts_meanwhile(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Yang pertama.", on=lively.clause("Pasal 3"))
    read = partial(summary, lively.row.slug, viewer=OPERATOR, now=moment(), language="id")

    found = of_every_statement(read, lambda n: (siti, agus)[n % 2].posts(f"Pendapat {n}.", on=lively.clause("Pasal 4")))

    assert len(found) > 5
    assert Post.objects.count() > len(found) / 2


def test_the_record_holds_whenever_somebody_posts_meanwhile(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Yang pertama.", on=lively.clause("Pasal 3"))

    found = of_every_statement(verify, lambda n: (siti, agus)[n % 2].posts(f"Pendapat {n}.", on=lively.clause("Pasal 4")))

    assert [result.faults for result in found] == [[]] * len(found)  # type: ignore[attr-defined]


def test_read_from_several_instants_the_figures_do_not_fit(lively: Scene, siti: Someone, agus: Someone) -> None:
    siti.posts("Yang pertama.", on=lively.clause("Pasal 3"))
    read = partial(summary, lively.row.slug, viewer=OPERATOR, now=moment(), language="id")

    with patch.object(queries, "at_one_instant", nullcontext), pytest.raises(DoesNotReconcile):
        of_every_statement(read, lambda n: siti.posts(f"Pendapat {n}.", on=lively.clause("Pasal 4")))
    with patch.object(verification, "at_one_instant", nullcontext):
        found = of_every_statement(verify, lambda n: agus.posts(f"Pendapat {n}.", on=lively.clause("Pasal 4")))

    assert any(result.faults for result in found)  # type: ignore[attr-defined]


def test_nobody_waits_for_who_reads_and_writing_goes_on_afterwards(lively: Scene, siti: Someone) -> None:
    with at_one_instant():
        before = Post.objects.count()
        [post] = together([partial(siti.posts, "Sementara itu.", on=lively.clause("Pasal 4"))])
        assert isinstance(post, Post)
        assert Post.objects.count() == before

    assert Post.objects.count() == before + 1
    siti.posts("Sesudahnya.", on=lively.clause("Pasal 4"))

"""A right withdrawn, a sign-out, a suspension while a socket is open: nothing more within two seconds, a hundred times of a hundred."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import cycle

import pytest
from django.contrib.sessions.models import Session

from api.live.handshake import Opening, Pass
from api.live.rights import standing
from api.live.subscriptions import Found, ThreadPlace
from consult.accounts.actions import take_token
from consult.accounts.models import Account, Token
from consult.consultations.actions import remove_member
from consult.consultations.models import Consultation, Membership
from consult.consultations.rules import TeamRole
from tests.api.live.ears import Ear, at_thread, listening, tells, with_session, with_token
from tests.cast import Scene, Someone, moment, someone
from tests.trials.served import Served

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT = 2.0  # seconds
TIMES = 100


Headers = dict[str, str]
End = Callable[[Someone, Headers], object]


def signs_out(_one: Someone, headers: Headers) -> None:
    """As Django does it: the session's row goes."""
    Session.objects.filter(pk=headers["Cookie"].partition("=")[2]).delete()


def is_suspended(one: Someone, _headers: Headers) -> None:
    """By an administrator."""
    Account.objects.filter(person=one.person).update(is_active=False)


def loses_the_right(one: Someone, _headers: Headers) -> None:
    """Taken out of the team of what only its team may read."""
    Membership.objects.filter(person=one.person).delete()


ENDS: Sequence[tuple[End, int]] = [(signs_out, 4401), (is_suspended, 4401), (loses_the_right, 4404)]


def test_nothing_more_is_told_two_seconds_after_a_right_ended(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    Consultation.objects.filter(pk=lively.row.pk).update(step="draft")  # so that a right is needed
    people = [someone(f"Petugas-{number}") for number in range(TIMES)]
    for one in people:
        Membership.objects.create(consultation=lively.row, person=one.person, role=TeamRole.OFFICIAL)
    sent = [with_session(one) for one in people]
    with ExitStack() as stack:
        ears = [stack.enter_context(listening(daphne, at_thread(post), headers=headers)) for headers in sent]
        assert [ear.hears()["type"] for ear in ears] == ["hello"] * TIMES

        for (end, _code), one, headers in zip(cycle(ENDS), people, sent, strict=False):
            end(one, headers)
        time.sleep(LIMIT)  # what is promised; the servers may take all of it
        tells(post, 3)

        assert [ear.rest() for ear in ears] == [([], code) for (_end, code), _ear in zip(cycle(ENDS), ears, strict=False)]


def test_whoever_keeps_their_right_hears_on_while_others_lose_theirs(daphne: Served, lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    path, theirs = at_thread(post), with_session(agus)
    with (
        listening(daphne, path, headers=with_session(siti)) as stays,
        listening(daphne, path) as visitor,
        listening(daphne, path, headers=theirs) as goes,
    ):
        assert [ear.hears()["type"] for ear in (stays, visitor, goes)] == ["hello"] * 3
        signs_out(agus, theirs)
        assert goes.ends() == 4401
        tells(post, 1)
        for ear in (stays, visitor):
            assert [event["seq"] for event in ear.events(1)] == [2]


def test_a_token_that_is_taken_back_ends_its_socket(daphne: Served, lively: Scene, siti: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    with listening(daphne, at_thread(post), headers=with_token(siti)) as ear:
        take_token(actor=siti.viewer, token_id=Token.objects.get(account=siti.account).pk)
        assert ends_within(ear, LIMIT) == 4401


def test_whoever_is_taken_out_of_a_team_hears_no_more(daphne: Served, hidden: Scene, ratna: Someone, budi: Someone) -> None:
    membership = Membership.objects.get(consultation=hidden.row, person=budi.person)

    with listening(daphne, at_thread(hidden.row.threads.earliest("pk")), headers=with_session(budi)) as ear:
        remove_member(actor=ratna.viewer, slug=hidden.row.slug, member=membership.pk, now=moment())
        assert ends_within(ear, LIMIT) == 4404


def ends_within(ear: Ear, seconds: float) -> int:
    """The code, where it is closed in time."""
    began = time.monotonic()
    code = ear.ends()
    assert time.monotonic() - began < seconds + 1  # a busy machine has a second for saying so
    return code


def test_all_sockets_of_a_process_are_looked_at_in_one_query(
    lively: Scene, hidden: Scene, siti: Someone, agus: Someone, budi: Someone, django_assert_num_queries: Callable[..., ExitStack]
) -> None:
    siti_has, agus_has = with_session(siti), with_token(agus)
    session = siti_has["Cookie"].partition("=")[2]
    token = Token.objects.get(account=agus.account)
    [in_public, in_private] = [Found(ThreadPlace(scene.row.pk), scene.row.pk, 0) for scene in (lively, hidden)]
    holders = [
        Pass(),
        Pass(session=session, account=siti.account.pk, person=siti.person),
        Pass(token=token.pk, account=agus.account.pk, person=agus.person),
        Pass(session="gone", account=siti.account.pk, person=siti.person),
        Pass(session=session, account=budi.account.pk, person=budi.person),
    ]
    openings = [Opening(found, holder, None) for holder in holders for found in (in_public, in_private)]

    with django_assert_num_queries(1):
        found = standing(openings, now=moment())
    later = standing(openings, now=moment() + timedelta(days=400))

    assert agus_has
    assert [found.verdict(opening) for opening in openings] == [None, 4404, None, 4404, None, 4404, 4401, 4401, None, None]
    assert [later.verdict(opening) for opening in openings[:6]] == [None, 4404, 4401, 4401, 4401, 4401]

"""The same request, sent again under its key, is done once and answered the same."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import connection

from consult.accounts.actions import rename_person
from consult.discussion.actions import edit_post
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Stance
from consult.errors import BadInput, NotPossible
from consult.moderation.models import Decision
from consult.platform import events
from consult.platform.idempotency import OnceKey, asked_hash
from consult.platform.limits import Counter
from tests.cast import Scene, Someone, moment
from tests.tables import contents
from tests.together import together
from tests.waiting import do_jobs

SENDINGS, KEYS = 200, 50
TOGETHER = 20  # of them start at the same instant


def test_the_same_key_with_the_same_request_gives_the_same_row(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    first = siti.posts("Setuju.", on=clause, key="a")
    done = contents()

    again = siti.posts("Setuju.", on=clause, key="a")

    assert again.pk == first.pk
    assert contents() == done


def test_a_replay_costs_no_second_mail_event_or_count(lively: Scene, siti: Someone) -> None:
    for _ in range(3):
        siti.posts("Setuju.", on=lively.clause("Pasal 4"), key="a")
    do_jobs()

    assert len(mail.outbox) == 1
    assert Post.objects.get().thread.last_seq == 1
    assert Counter.objects.get(who__startswith="post:account:").count == 1


def test_another_request_under_a_used_key_is_refused_and_changes_nothing(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    siti.posts("Setuju.", on=clause, key="a")
    done = contents()

    with pytest.raises(NotPossible) as refused:
        siti.posts("Tidak setuju.", on=clause, key="a")

    assert refused.value.code == "once.other_request"
    assert contents() == done


@pytest.mark.parametrize(
    "other",
    [{"stance": Stance.SUPPORT}, {"on": "Pasal 5"}, {"revision": 1}],
)
def test_each_part_of_a_request_makes_it_another_one(lively: Scene, siti: Someone, other: dict[str, object]) -> None:
    siti.posts("Setuju.", on=lively.clause("Pasal 4"), key="a")
    label = str(other.pop("on", "Pasal 4"))

    with pytest.raises(NotPossible):
        siti.posts("Setuju.", on=lively.clause(label), key="a", **other)  # type: ignore[arg-type]


def test_another_action_under_a_used_key_is_refused(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"), key="a")
    budi.hides(post, key="b")

    with pytest.raises(NotPossible) as refused:
        rename_person(actor=budi.viewer, name="Budi", chosen_name="", language="id", now=moment(), key="b")

    assert refused.value.code == "once.other_request"


def test_the_instant_and_the_address_do_not_make_another_request(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    first = siti.posts("Setuju.", on=clause, key="a", now=moment())

    assert siti.posts("Setuju.", on=clause, key="a", now=moment()) == first


def test_two_people_may_use_the_same_key_for_requests_of_their_own(lively: Scene, siti: Someone, agus: Someone) -> None:
    clause = lively.clause("Pasal 4")

    assert siti.posts("Setuju.", on=clause, key="a") != agus.posts("Tidak setuju.", on=clause, key="a")


def test_a_refusal_leaves_no_key_so_that_a_mended_request_can_use_it(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    with pytest.raises(BadInput):
        siti.posts("", on=clause, key="a")
    assert not OnceKey.objects.exists()

    siti.posts("Setuju.", on=clause, key="a")

    assert Post.objects.count() == 1


def test_without_a_key_every_sending_is_a_request_of_its_own(lively: Scene, siti: Someone) -> None:
    for key in (None, "", None):
        siti.posts("Setuju.", on=lively.clause("Pasal 4"), key=key)

    assert Post.objects.count() == 3


def test_decisions_and_edits_are_done_once_for_a_key_as_well(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts("Setuju.", on=lively.clause("Pasal 4"))

    edits = {edited(post, by=siti).pk for _ in range(2)}
    decisions = {budi.hides(post, key="b").pk for _ in range(2)}

    assert (len(edits), PostVersion.objects.count()) == (1, 2)
    assert (len(decisions), Decision.objects.count()) == (1, 1)


def edited(post: Post, *, by: Someone) -> PostVersion:
    """The same edit under the same key."""
    return edit_post(actor=by.viewer, post_id=post.pk, changes={"text": "Setuju sekali."}, address="", key="e", now=moment())


@pytest.mark.parametrize("key", ["k" * 200, "k" * 201, "k" * 5_000, "kunci\x00nol", "kunci \ud800"])
def test_a_key_of_any_length_and_letters_is_known_again(lively: Scene, siti: Someone, key: str) -> None:
    clause = lively.clause("Pasal 4")

    first = siti.posts("Setuju.", on=clause, key=key)

    assert siti.posts("Setuju.", on=clause, key=key) == first


def test_two_long_keys_that_begin_alike_are_two_keys(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")

    assert siti.posts("Setuju.", on=clause, key="k" * 200 + "a") != siti.posts("Setuju.", on=clause, key="k" * 200 + "b")


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_hundred_parallel_sendings_with_fifty_keys_make_fifty_posts(lively: Scene, siti: Someone, agus: Someone) -> None:
    rung: list[object] = []
    with heard(rung):
        answers = sent_many_times(lively, [siti, agus])

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Post.objects.count() == KEYS
    assert len({post.pk for post in answers}) == KEYS  # type: ignore[union-attr]
    assert len(rung) == KEYS


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_without_the_keys_constraint_the_same_sendings_make_more_posts(lively: Scene, siti: Someone, agus: Someone) -> None:
    with without_constraint():
        sent_many_times(lively, [siti, agus], keys=5)

    assert Post.objects.count() > 5


def sent_many_times(scene: Scene, people: list[Someone], *, keys: int = KEYS) -> list[Post | Exception]:
    """Each key is used by one person, four times, for the same post; all that is sent at a time starts at the same instant."""
    clause = scene.clause("Pasal 4")
    numbers = [number for number in range(keys) for _ in range(SENDINGS // KEYS)]
    acts = [partial(people[n % len(people)].posts, f"Pendapat {n}.", on=clause, key=f"kunci {n}") for n in numbers]
    return [answer for first in range(0, len(acts), TOGETHER) for answer in together(acts[first : first + TOGETHER])]


@contextmanager
def heard(rung: list[object]) -> Iterator[None]:
    """Takes down each bell of a thread."""

    def listener(**facts: object) -> None:
        rung.append(facts)

    events.listen("thread", listener)
    try:
        yield
    finally:
        events._listeners["thread"].remove(listener)


@contextmanager
def without_constraint() -> Iterator[None]:
    """The table of keys, in this test's own schema, lets the same key in twice."""
    [constraint] = OnceKey._meta.constraints
    with patch.object(OnceKey._meta, "constraints", []), connection.schema_editor() as editor:  # SQLite makes the table anew from these
        editor.remove_constraint(OnceKey, constraint)
    try:
        yield
    finally:
        OnceKey.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(OnceKey, constraint)


def test_what_was_asked_cannot_be_found_out_by_guessing_at_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"text": "Siapa yang menulis ini?"}
    plain = sha256(json.dumps(["add_point", asked], sort_keys=True, default=str).encode()).hexdigest()
    hashed = asked_hash("add_point", dict(asked))

    assert hashed != plain
    assert hashed == asked_hash("add_point", dict(asked))
    monkeypatch.setattr("django.conf.settings.SECRET_KEY", "another key of another site")
    assert hashed != asked_hash("add_point", dict(asked))

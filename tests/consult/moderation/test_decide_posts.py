"""One decision about several posts: about all of them or none, and who may take it."""

import pytest
from django.core import mail

from consult.discussion.models import Post, ThreadEvent
from consult.discussion.rules import Status
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.moderation.actions.decide_post import decide_posts
from consult.moderation.models import Decision
from consult.moderation.rules import BATCH_LIMIT, SECOND_THOUGHT, Verdict
from consult.record.checks.verification import verify
from tests.cast import REASON, Scene, Someone, moment
from tests.tables import contents
from tests.waiting import do_jobs

CLAUSES = ("Pasal 3", "Pasal 4", "Pasal 5")


def waiting(scene: Scene, siti: Someone, *, n: int = 3) -> list[Post]:
    """Posts that wait, on several clauses in turn."""
    return [siti.posts(f"Pendapat {number}.", on=scene.clause(CLAUSES[number % 3])) for number in range(n)]


def decides(who: Someone, posts: list[Post], **given: object) -> None:
    """Decide about all of them as they were first written."""
    usual = {"slug": "pasar-pagi", "verdict": Verdict.PUBLISH, "rule": 1, "reason": REASON, "now": moment()}
    decide_posts(actor=who.viewer, chosen=[(post.pk, 1) for post in posts], **{**usual, **given})


def test_all_that_is_chosen_is_published_and_each_decision_is_on_record(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti, n=6)

    decides(budi, posts[:5])

    assert {post.status for post in Post.objects.filter(pk__in=[post.pk for post in posts[:5]])} == {Status.SHOWN}
    assert Post.objects.get(pk=posts[5].pk).status == Status.HELD
    assert list(Post.objects.exclude(number=None).order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert Decision.objects.count() == ThreadEvent.objects.count() == 5
    assert not verify().faults


def test_each_author_is_told(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    now = moment()
    posts = [who.posts("Promosi lapak.", on=consultation.clause("Pasal 4")) for who in (siti, agus)]

    decides(budi, posts, verdict=Verdict.HIDE, now=now)
    do_jobs(at=now + 2 * SECOND_THOUGHT)

    told = [message for message in mail.outbox if "decision-" in message.extra_headers["Message-ID"]]
    assert sorted(message.to[0] for message in told) == ["agus@example.org", "siti@example.org"]
    assert all(REASON in str(message.body) for message in told)


def test_where_one_was_decided_meanwhile_none_is_and_it_is_said_which_and_by_whom(
    consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    posts = waiting(consultation, siti)
    wati.hides(posts[1])
    siti.withdraws(posts[2])
    before = contents()

    with pytest.raises(NotPossible) as refused:
        decides(budi, posts)

    late = refused.value.facts["late"]
    assert isinstance(late, dict)
    assert (refused.value.code, refused.value.facts["n"]) == ("decision.some_first", 2)
    assert (late[posts[1].pk].code, late[posts[1].pk].facts["by"]) == ("decision.first", "Wati")
    assert (late[posts[2].pk].code, late[posts[2].pk].facts["status"]) == ("decision.stale", "withdrawn")
    assert contents() == before


def test_a_version_that_its_author_replaced_is_not_decided_unseen(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti)
    siti.edits(posts[0], text="Lain sama sekali.")

    with pytest.raises(NotPossible):
        decides(budi, posts)

    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": "pendek"}, "reason"), ({"rule": 99}, "rule"), ({"chosen": []}, "chosen")],
)
def test_what_is_wrong_is_named_and_nothing_is_decided(
    consultation: Scene, siti: Someone, budi: Someone, given: dict[str, object], field: str
) -> None:
    posts = waiting(consultation, siti)
    said = {"chosen": [(post.pk, 1) for post in posts], "rule": 1, "reason": REASON, **given}

    with pytest.raises(BadInput) as refused:
        decide_posts(actor=budi.viewer, slug="pasar-pagi", verdict=Verdict.PUBLISH, now=moment(), **said)

    assert refused.value.field == field
    assert not Decision.objects.exists()


def test_more_than_fifty_are_too_many(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = waiting(consultation, siti, n=1)[0]

    with pytest.raises(BadInput) as refused:
        decides(budi, [post] * (BATCH_LIMIT + 1))

    assert (refused.value.code, refused.value.field) == ("decision.too_many", "chosen")


def test_a_post_of_another_consultation_is_not_found(consultation: Scene, lively: Scene, siti: Someone, budi: Someone) -> None:
    mine, other = waiting(consultation, siti, n=1)[0], siti.posts("Telepon 0812 3456 7890.", on=lively.clause("Pasal 4"))

    with pytest.raises(NotFound):
        decides(budi, [mine, other])

    assert not Decision.objects.exists()


def test_what_waits_cannot_be_restored(consultation: Scene, siti: Someone, budi: Someone) -> None:
    with pytest.raises(NotPossible):
        decides(budi, waiting(consultation, siti), verdict=Verdict.RESTORE)


def test_others_may_not_and_learn_nothing_of_what_is_there(consultation: Scene, siti: Someone, agus: Someone, ratna: Someone) -> None:
    there = waiting(consultation, siti)
    gone = [Post(pk=Decision().pk)]

    for who in (agus, ratna):
        for posts in (there, gone):
            with pytest.raises(NotAllowed):
                decides(who, posts)


def test_the_same_key_decides_once(consultation: Scene, siti: Someone, budi: Someone) -> None:
    posts = waiting(consultation, siti)

    decides(budi, posts, key="sekali")
    decides(budi, posts, key="sekali")

    assert Decision.objects.count() == 3

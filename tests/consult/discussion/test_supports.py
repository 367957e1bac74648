"""Supporting a post: once a person, never one's own, counted right, and kept when the words change."""

import pytest

from consult.accounts.viewer import VISITOR
from consult.discussion.actions import support_post
from consult.discussion.models import Post, Support, ThreadEvent
from consult.discussion.rules import Status
from consult.errors import NotAllowed, NotFound, NotPossible
from consult.platform import limits
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))


def supported(post: Post) -> int:
    """How many the post says it has."""
    return Post.objects.get(pk=post.pk).supported


def test_a_support_is_counted_and_remembers_the_version_it_saw(post: Post, agus: Someone) -> None:
    agus.supports(post)

    support = Support.objects.get()
    assert (support.post_id, support.person, support.version.number) == (post.pk, agus.person, 1)
    assert supported(post) == 1
    assert not verify().faults


def test_supporting_twice_is_supporting_once_and_writes_nothing(post: Post, agus: Someone) -> None:
    agus.supports(post)
    entries = Entry.objects.count()

    assert agus.supports(post).supported == 1
    assert (supported(post), Support.objects.count(), Entry.objects.count()) == (1, 1, entries)


def test_a_support_taken_back_leaves_no_row_and_can_be_given_again(post: Post, agus: Someone) -> None:
    agus.supports(post)

    assert agus.supports_no_more(post).supported == 0
    assert not Support.objects.exists()
    assert agus.supports_no_more(post).supported == 0
    assert not verify().faults

    agus.supports(post)
    assert supported(post) == 1
    assert not verify().faults


def test_nobody_supports_their_own_post(post: Post, siti: Someone) -> None:
    with pytest.raises(NotAllowed) as refused:
        siti.supports(post)

    assert refused.value.code == "support.own"
    assert supported(post) == 0


def test_what_is_not_public_now_is_not_supported_and_what_never_was_is_not_found(
    lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone
) -> None:
    held = siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 3"))
    assert held.status == Status.HELD
    budi.hides(post)

    with pytest.raises(NotPossible) as refused:
        agus.supports(post)
    with pytest.raises(NotFound):
        agus.supports(held)

    assert refused.value.code == "support.not_shown"
    assert not Support.objects.exists()


def test_the_team_and_strangers_support_nothing(post: Post, budi: Someone, ratna: Someone) -> None:
    for viewer in (budi.viewer, ratna.viewer, VISITOR):
        with pytest.raises(NotAllowed):
            support_post(actor=viewer, post_id=post.pk, version=None, address="", now=moment())


def test_after_closing_supports_stay_as_they_are(lively: Scene, post: Post, agus: Someone) -> None:
    agus.supports(post)
    closes(lively)

    for act in (agus.supports, agus.supports_no_more):
        with pytest.raises(NotPossible):
            act(post)
    assert supported(post) == 1


def test_supports_stay_with_the_version_they_were_given_to(post: Post, siti: Someone, agus: Someone) -> None:
    agus.supports(post)
    siti.edits(post, text="Lapak perlu lampu.")

    agus.supports(post)

    assert [support.version.number for support in Support.objects.all()] == [1]
    assert supported(post) == 1
    assert not verify().faults


def test_whoever_read_the_words_before_an_edit_supports_those(lively: Scene, post: Post, siti: Someone, agus: Someone) -> None:
    siti.edits(post, text="Lapak perlu lampu.")

    agus.supports(post, version=1)

    assert Support.objects.get().version.number == 1


def test_a_version_that_was_never_public_is_not_supported(post: Post, siti: Someone, agus: Someone) -> None:
    siti.edits(post, text="Hubungi 0812-3456-7890.")  # waits for a moderator

    for version in (2, 3):
        with pytest.raises(NotPossible) as refused:
            agus.supports(post, version=version)
        assert refused.value.code == "support.not_shown"
    assert not Support.objects.exists()


def test_supports_of_a_withdrawn_post_are_kept_and_can_still_be_taken_back(post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    agus.supports(post)
    siti.withdraws(post)

    assert supported(post) == 1
    assert agus.supports_no_more(post).supported == 0
    assert not verify().faults


def test_a_thread_tells_nothing_of_supports(post: Post, agus: Someone) -> None:
    told = ThreadEvent.objects.count()

    agus.supports(post)

    assert ThreadEvent.objects.count() == told


def test_the_record_names_nobody_and_no_post_beside_a_support(post: Post, agus: Someone) -> None:
    agus.supports(post)
    agus.supports_no_more(post)

    entries = list(Entry.objects.order_by("-pk")[:2])
    assert [entry.action for entry in entries] == ["support.withdrawn", "support.given"]
    assert [entry.facts for entry in entries] == [{}, {}]


def test_too_many_supports_in_a_short_time_are_refused(post: Post, agus: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    none = limits.Limit(account=0, address=0, every=limits.LIMITS["support"].every)
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "support": none})

    with pytest.raises(NotPossible) as refused:
        agus.supports(post)

    assert refused.value.code == "limit.reached"
    assert supported(post) == 0

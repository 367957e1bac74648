"""What an edit does to a post in each status, and who may make one."""

from typing import Any

import pytest

from consult.anchoring.quotes import Quote
from consult.discussion.models import Post, PostVersion, Receipt, ThreadEvent
from consult.discussion.queries.posts import thread_posts
from consult.discussion.rules import Event, Kind, Operation, Proposal, ShownName, Stance, Status
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes
from tests.consult.discussion.letters import said, sends
from tests.tables import contents

TEXT = "Pasal ini memberatkan pedagang kecil."
AGAIN = "Pasal ini perlu pengecualian."

pytestmark = pytest.mark.django_db


def statuses(post: Post) -> list[str]:
    """Of its versions, oldest first."""
    return list(post.versions.order_by("number").values_list("status", flat=True))


def told(post: Post) -> list[str]:
    """What its thread tells."""
    return list(ThreadEvent.objects.filter(post=post).order_by("seq").values_list("type", flat=True))


def test_an_edit_after_publication_is_public_at_once_and_told(lively: Scene, siti: Someone, tono: Someone) -> None:
    clause = lively.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)

    siti.edits(post, text=AGAIN)

    assert tono.reads(clause) == [AGAIN]
    assert statuses(post) == [Status.SUPERSEDED, Status.SHOWN]
    assert told(post) == [Event.POSTED, Event.EDITED]
    assert Post.objects.get().number == 1


def test_an_edit_brings_a_receipt_and_a_hash_of_its_own(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    version = siti.edits(post, text=AGAIN)

    first = post.versions.get(number=1)
    assert version.receipt_id != first.receipt_id
    assert (version.salt != first.salt, version.sha256 != first.sha256) == (True, True)
    assert set(Receipt.objects.values_list("submission", flat=True)) == {post.submission_id}


def test_an_edit_that_changes_nothing_gives_the_latest_version_and_writes_nothing(lively: Scene, siti: Someone) -> None:
    quote, proposal = Quote("menjaga"), Proposal(Operation.REPLACE, "Lapak bersih.")
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"), kind=Kind.PROPOSAL, quote=quote, proposal=proposal)
    before = contents()

    unchanged: list[dict[str, Any]] = [
        {},
        {"text": TEXT},
        {"stance": Stance.OPPOSE, "quote": quote, "proposal": proposal},
        {"text": TEXT + "\u202e\x00"},
    ]
    for same in unchanged:
        assert siti.edits(post, **same).number == 1

    assert contents() == before


def test_what_an_edit_does_not_name_stays_as_it_was(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"), quote=Quote("menjaga"), shown_name=ShownName.REAL)

    version = siti.edits(post, stance=Stance.SUPPORT)

    assert (version.text, version.stance, version.name) == (TEXT, Stance.SUPPORT, "Siti")
    assert version.quote == {"exact": "menjaga", "prefix": "", "suffix": "", "start": 16, "end": 23}


def test_a_name_on_one_point_of_a_letter_does_not_tell_of_the_others(lively: Scene, siti: Someone) -> None:
    clause = lively.clause("Pasal 4")
    one, other = sends(siti, lively, said("Atasan saya.", on=clause), said("Setuju.", on=clause)).posts.order_by("id")

    with pytest.raises(BadInput) as refused:
        siti.edits(other, shown_name=ShownName.REAL)

    assert (refused.value.code, refused.value.facts["field"]) == ("letter.names", "shown_name")
    siti.withdraws(one)
    assert siti.edits(other, shown_name=ShownName.REAL).name == "Siti"


def test_an_edit_of_a_held_post_takes_its_place_in_the_queue(consultation: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    clause = consultation.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)

    siti.edits(post, text=AGAIN)
    assert statuses(post) == [Status.SUPERSEDED, Status.HELD]
    assert told(post) == []

    budi.publishes(post)
    assert tono.reads(clause) == [AGAIN]
    assert told(post) == [Event.POSTED]
    assert not verify().faults


def test_a_version_that_an_edit_took_the_place_of_cannot_be_published(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    siti.edits(post, text=AGAIN)

    with pytest.raises(NotPossible) as refused:
        budi.publishes(post, version=1)

    assert (refused.value.code, refused.value.facts) == ("decision.no_step", {"status": "superseded"})


def test_publishing_a_held_edit_supersedes_the_shown_one_and_tells_it(consultation: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    budi.publishes(post)
    siti.edits(post, text=AGAIN)
    assert (statuses(post), told(post)) == ([Status.SHOWN, Status.HELD], [Event.POSTED])

    budi.publishes(post)

    assert statuses(post) == [Status.SUPERSEDED, Status.SHOWN]
    assert told(post) == [Event.POSTED, Event.EDITED]
    assert not verify().faults


def test_hiding_the_shown_version_never_falls_back_to_the_held_one(
    consultation: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"))
    budi.publishes(post)
    siti.edits(post, text=AGAIN)

    budi.hides(post, version=1)

    assert not tono.sees(post)
    assert (statuses(post), Post.objects.get().status) == ([Status.HIDDEN, Status.HELD], Status.HELD)
    assert told(post) == [Event.POSTED, Event.HIDDEN]
    assert not verify().faults


def test_an_older_version_is_restored_behind_a_later_one_never_over_it(
    consultation: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    clause = consultation.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)
    budi.publishes(post)
    siti.edits(post, text=AGAIN)
    budi.hides(post, version=1)
    budi.publishes(post, version=2)

    budi.restores(post, version=1)

    assert list(post.versions.order_by("number").values_list("status", flat=True)) == ["superseded", "shown"]
    assert tono.reads(clause) == [AGAIN]


def test_an_edit_with_personal_data_waits_while_the_shown_version_stays(lively: Scene, siti: Someone, tono: Someone) -> None:
    clause = lively.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)

    siti.edits(post, text="Hubungi 0812 3456 7890.")

    assert tono.reads(clause) == [TEXT]
    assert statuses(post) == [Status.SHOWN, Status.HELD]
    assert told(post) == [Event.POSTED]


def test_a_second_edit_while_one_waits_takes_its_place(consultation: Scene, siti: Someone, budi: Someone, tono: Someone) -> None:
    clause = consultation.clause("Pasal 4")
    post = siti.posts(TEXT, on=clause)
    budi.publishes(post)
    for n in range(3):
        siti.edits(post, text=f"{AGAIN} {n}")

    assert statuses(post) == [Status.SHOWN, Status.SUPERSEDED, Status.SUPERSEDED, Status.HELD]
    budi.publishes(post)
    assert tono.reads(clause) == [f"{AGAIN} 2"]
    assert not verify().faults


def test_an_edit_of_a_hidden_post_leaves_the_hidden_words_for_the_reviewers(lively: Scene, siti: Someone, budi: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    budi.hides(post, rule=2)

    siti.edits(post, text=AGAIN)

    assert statuses(post) == [Status.HIDDEN, Status.HELD]
    assert PostVersion.objects.get(post=post, number=1).text == TEXT
    [row] = thread_posts(post.thread)
    assert (row.public_versions, row.hidden_under) == ([], 2)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"stance": None}, "stance"),
        ({"quote": Quote("tidak ada")}, "quote.exact"),
        ({"proposal": Proposal(Operation.DELETE)}, "proposal"),
        ({"shown_name": ShownName.CHOSEN}, "shown_name"),
    ],
)
def test_a_bad_edit_names_its_field_and_changes_nothing(lively: Scene, siti: Someone, changes: dict[str, Any], field: str) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    before = contents()

    with pytest.raises(BadInput) as refused:
        siti.edits(post, **changes)

    assert refused.value.field == field
    assert contents() == before


def test_a_withdrawn_post_cannot_be_edited_any_more(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.withdraws(post)
    before = contents()

    with pytest.raises(NotPossible) as refused:
        siti.edits(post, text=AGAIN)

    assert (refused.value.code, refused.value.facts) == ("post.unchanged_status", {"status": "withdrawn"})
    assert contents() == before


def test_after_closing_nothing_is_edited(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    closes(lively)

    with pytest.raises(NotPossible, match=r"\S") as refused:
        siti.edits(post, text=AGAIN)
    assert refused.value.code == "consultation.not_open"


def test_somebody_elses_post_is_not_edited_and_an_unseen_one_not_found(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, tono: Someone
) -> None:
    clause = lively.clause("Pasal 4")
    shown, held = siti.posts(TEXT, on=clause), siti.posts("Telepon saya 0812 3456 7890.", on=clause)

    for who in (agus, budi, tono):
        with pytest.raises(NotAllowed):
            who.edits(shown, text=AGAIN)
    for who in (agus, tono):
        with pytest.raises(NotFound):
            who.edits(held, text=AGAIN)
    with pytest.raises(NotAllowed):
        budi.edits(held, text=AGAIN)  # who sees it in the queue


def test_the_record_tells_of_an_edit_and_of_the_version_that_it_moved(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    second = siti.edits(post, text=AGAIN)

    entry = Entry.objects.get(action="post.edited")
    assert entry.subject == str(second.pk)
    assert entry.facts["statuses"] == {str(post.versions.get(number=1).pk): "superseded", str(second.pk): "shown"}
    assert not verify().faults


@pytest.mark.parametrize("text", [TEXT, "Telepon saya 0812 3456 7890."])
@pytest.mark.parametrize("edits", [1, 2, 3])
def test_what_a_moderator_hid_comes_back_by_no_number_of_edits(
    lively: Scene, siti: Someone, budi: Someone, tono: Someone, text: str, edits: int
) -> None:
    post = siti.posts(text, on=lively.clause("Pasal 4"))
    budi.hides(post)

    for n in range(edits):
        siti.edits(post, text=f"{AGAIN} {n}")

    assert not tono.sees(post)
    assert post.versions.latest("number").status == "held"
    assert not verify().faults


def test_an_edit_that_waited_does_not_bring_back_a_version_that_was_hidden_since(
    lively: Scene, siti: Someone, budi: Someone, tono: Someone
) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))
    siti.edits(post, text="Telepon saya 0812 3456 7890.")
    budi.hides(post, version=1)

    siti.edits(post, text=AGAIN)

    assert not tono.sees(post)

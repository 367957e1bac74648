"""The proposals that are public on a clause, their order, and what each would leave in the draft."""

import pytest

from consult.discussion.models import Post
from consult.discussion.queries.branches import Order
from consult.discussion.queries.places import LEADING, clause_spot
from consult.discussion.queries.proposals import AT_ONCE, outcome, proposals_numbered, proposals_on
from consult.discussion.rules import Kind, Operation, Proposal
from consult.errors import BadInput
from tests.cast import Scene, Someone, moment

pytestmark = [pytest.mark.sqlite, pytest.mark.postgresql, pytest.mark.django_db]

PASAL_2 = "(1) Setiap pedagang memperoleh satu lapak.\n(2) Lapak diberikan menurut:\na. urutan pendaftaran; dan\nb. jenis dagangan."

WITHOUT_NUMBERS = "Setiap pedagang memperoleh satu lapak. Lapak diberikan menurut: urutan pendaftaran; dan jenis dagangan."


def proposes(who: Someone, scene: Scene, operation: Operation, wording: str = "", *, label: str = "Pasal 3", text: str = "Usul.") -> Post:
    """A proposal on a clause."""
    return who.posts(text, on=scene.clause(label), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))


def numbers(scene: Scene, viewer: Someone, order: Order = Order.SUPPORTED) -> list[int | None]:
    """The numbers of the proposals on Pasal 3, in order."""
    return [post.number for post in proposals_on(scene.clause("Pasal 3"), order=order, page=1, viewer=viewer.viewer).posts]


@pytest.mark.parametrize("wording", [PASAL_2, PASAL_2.replace("\n", "  "), WITHOUT_NUMBERS])
def test_wording_that_says_what_a_clause_says_with_its_parts_is_refused(wording: str, lively: Scene, siti: Someone) -> None:
    with pytest.raises(BadInput) as refused:
        proposes(siti, lively, Operation.REPLACE, wording, label="Pasal 2")

    assert (refused.value.code, refused.value.field) == ("post.proposal_same", "proposal")


def test_wording_that_changes_one_word_of_one_part_is_a_proposal(lively: Scene, siti: Someone) -> None:
    assert proposes(siti, lively, Operation.REPLACE, PASAL_2.replace("satu", "dua"), label="Pasal 2").pk


def test_an_edit_that_makes_a_proposal_say_what_the_draft_says_is_refused(lively: Scene, siti: Someone) -> None:
    post = proposes(siti, lively, Operation.REPLACE, PASAL_2.replace("satu", "dua"), label="Pasal 2")

    with pytest.raises(BadInput) as refused:
        siti.edits(post, proposal=Proposal(Operation.REPLACE, PASAL_2))

    assert refused.value.code == "post.proposal_same"


@pytest.mark.parametrize(("operation", "wording"), [(Operation.DELETE, "Bunyi."), (Operation.REPLACE, " \n"), (Operation.INSERT_AFTER, "")])
def test_deleting_takes_no_wording_and_the_others_need_some(operation: Operation, wording: str, lively: Scene, siti: Someone) -> None:
    with pytest.raises(BadInput) as refused:
        proposes(siti, lively, operation, wording)

    assert (refused.value.code, refused.value.field) == ("post.proposal", "proposal")


def test_proposals_are_read_by_what_they_do_and_then_by_support(lively: Scene, siti: Someone, agus: Someone) -> None:
    deleting = proposes(siti, lively, Operation.DELETE)
    first, second = (proposes(siti, lively, Operation.REPLACE, f"Bunyi {n}.") for n in (1, 2))
    inserting = proposes(siti, lively, Operation.INSERT_AFTER, "Ayat baru.")
    siti.posts("Bukan usul.", on=lively.clause("Pasal 3"))
    agus.supports(second)

    assert numbers(lively, agus) == [second.number, first.number, inserting.number, deleting.number]
    assert numbers(lively, agus, Order.OLDEST) == [first.number, second.number, inserting.number, deleting.number]
    assert numbers(lively, agus, Order.NEWEST) == [second.number, first.number, inserting.number, deleting.number]


def test_what_is_hidden_withdrawn_or_held_is_no_proposal_of_anybodys(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    hidden, withdrawn = (proposes(siti, lively, Operation.REPLACE, f"Bunyi {n}.") for n in (1, 2))
    proposes(agus, lively, Operation.REPLACE, "Hubungi 0812-3456-7890.")
    budi.hides(hidden)
    siti.withdraws(withdrawn)

    assert numbers(lively, budi) == []
    assert proposals_numbered(lively.clause("Pasal 3"), [1, 2, 3], viewer=budi.viewer) == {}
    also = clause_spot(lively.clause("Pasal 3"), viewer=budi.viewer, now=moment()).also
    assert (also.proposals, list(also.leading)) == (0, [])


def test_pages_are_full_and_one_beyond_the_last_is_the_last(lively: Scene, siti: Someone) -> None:
    for n in range(AT_ONCE + 1):
        proposes(siti, lively, Operation.REPLACE, f"Bunyi nomor {n}.")

    pages = [proposals_on(lively.clause("Pasal 3"), order=Order.OLDEST, page=page, viewer=siti.viewer) for page in (0, 1, 2, 9)]

    assert [(page.number, page.pages, page.total, len(page.posts)) for page in pages] == [(1, 2, 21, 20)] * 2 + [(2, 2, 21, 1)] * 2


def test_beside_the_clause_stand_the_three_that_most_people_support(lively: Scene, siti: Someone, agus: Someone) -> None:
    posts = [proposes(siti, lively, Operation.REPLACE, f"Bunyi {n}.") for n in range(LEADING + 2)]
    agus.supports(posts[-1])

    also = clause_spot(lively.clause("Pasal 3"), viewer=siti.viewer, now=moment()).also

    assert also.proposals == LEADING + 2
    assert list(also.leading) == [posts[-1].pk, posts[0].pk, posts[1].pk]


def test_what_would_stand_in_the_clauses_place_is_told_for_each_operation(lively: Scene, siti: Someone) -> None:
    replacing = proposes(siti, lively, Operation.REPLACE, "Bunyi baru.").versions.get()
    inserting = proposes(siti, lively, Operation.INSERT_AFTER, "Ayat baru.").versions.get()
    deleting = proposes(siti, lively, Operation.DELETE).versions.get()

    said = [outcome(each, says="Bunyi lama.") for each in (replacing, inserting, deleting)]
    assert said == [
        "Bunyi baru.",
        "Bunyi lama.\nAyat baru.",
        "",
    ]

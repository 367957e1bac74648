"""Following clauses through several revisions."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from consult.documents.clause_trails import Trail, told_anew, trails
from consult.documents.models import ClauseLink
from consult.matching.links import LinkStatus, Unit

NOW: Final = datetime(2031, 5, 2, tzinfo=UTC)
IDS: Final = {name: str(UUID(int=ord(name))) for name in "ABCDEFGH"}


def link(ends: str, *, score: float = 1.0, confirmed: bool = False) -> ClauseLink:
    """A link as it is stored, not stored; `AB`: A became B, `A-`: A is gone, `-B`: B is new."""
    old, new = (UUID(IDS[one]) if one in IDS else None for one in ends)
    status = LinkStatus.CHANGED if old and new else LinkStatus.REMOVED if old else LinkStatus.ADDED
    return ClauseLink(old_id=old, new_id=new, status=status, score=score, confirmed_at=NOW if confirmed else None)


def became(steps: list[list[ClauseLink]]) -> dict[str, str]:
    """What each clause became, by their letters."""
    letters = {clause: name for name, clause in IDS.items()}
    return {letters[old]: "".join(sorted(letters[new] for new in ends)) for old, ends in trails(steps).items() if ends}


def unit(name: str, text: str, *, number: str | None = None) -> Unit:
    """A Pasal of the body."""
    number = number or str(ord(name) - 64)
    return Unit(IDS[name], None, "body", "pasal", number, f"Pasal {number}", "", text)


def test_one_step_leads_to_what_is_linked() -> None:
    assert became([[link("AA"), link("B-"), link("-C")]]) == {"A": "A"}


def test_two_steps_lead_through_the_revision_between() -> None:
    assert became([[link("AB"), link("CC")], [link("BD"), link("C-")]]) == {"A": "D", "B": "D"}


def test_what_came_in_between_is_followed_too() -> None:
    assert became([[link("-B")], [link("BC")], [link("CD")]]) == {"B": "D", "C": "D"}


def test_what_is_split_and_then_merged_ends_in_one() -> None:
    assert became([[link("AA"), link("AB")], [link("AA"), link("BA")]]) == {"A": "A", "B": "A"}


def test_what_is_split_twice_ends_in_all() -> None:
    assert became([[link("AA"), link("AB")], [link("AA"), link("BB"), link("BC")]]) == {"A": "ABC", "B": "BC"}


def test_over_several_steps_the_least_sure_counts_and_one_confirmation_is_told() -> None:
    found = trails([[link("AA", score=0.9)], [link("AA", score=0.6, confirmed=True)], [link("AA", score=0.8)]])

    assert found[IDS["A"]] == {IDS["A"]: Trail(IDS["A"], 0.6, True)}


def test_what_was_changed_and_changed_back_is_unchanged() -> None:
    old, new = [unit("A", "Lapak dibagi.")], [unit("A", "Lapak dibagi.")]

    [told] = told_anew(old, new, trails([[link("AA")], [link("AA")]]))

    assert told.status is LinkStatus.UNCHANGED


def test_what_is_new_or_gone_on_the_whole_way_is_told() -> None:
    old, new = [unit("A", "Lapak dibagi."), unit("B", "Sampah dipilah.")], [unit("A", "Lapak dibagi."), unit("C", "Timbangan diperiksa.")]

    told = told_anew(old, new, trails([[link("AA"), link("B-")], [link("AA"), link("-C")]]))

    assert [(one.old, one.new, one.status.value) for one in told] == [
        (IDS["A"], IDS["A"], "unchanged"),
        (IDS["B"], None, "removed"),
        (None, IDS["C"], "added"),
    ]


def test_another_number_is_told_of_both_ends() -> None:
    old, new = [unit("A", "Lapak dibagi.")], [unit("A", "Lapak dibagi.", number="7")]

    [told] = told_anew(old, new, trails([[link("AA")], [link("AA")]]))

    assert (told.status, told.renumbered) == (LinkStatus.UNCHANGED, True)


pairs = st.lists(st.sampled_from([f"{a}{b}" for a in "ABCD" for b in "ABCD-"]), max_size=6, unique=True)


@given(st.lists(pairs, min_size=2, max_size=4))
def test_steps_can_be_taken_one_after_another(steps: list[list[str]]) -> None:
    """What the whole way says of a clause is what the first step and then the rest of the way say."""
    links = [[link(ends) for ends in step] for step in steps]
    first, rest = links[0], trails(links[1:])
    whole = trails(links)

    for old in {one.old_id for one in first}:
        onward = {new for one in first if one.old_id == old and one.new_id for new in rest.get(str(one.new_id), {})}
        assert set(whole[str(old)]) == onward

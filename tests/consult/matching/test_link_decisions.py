"""What a person says of links holds, whatever the program thought; what loses its other end by it is for a person, too."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consult.errors import BadInput
from consult.matching.link_decisions import LinkAct, Saying, decided
from consult.matching.links import Link, LinkStatus
from consult.matching.match import match
from tests.consult.matching.laws import SENTENCES, ayat, law, pasal

OLD = law(*SENTENCES[:4])
NEW = law(*SENTENCES[:4])


def ends(links: list[Link]) -> dict[str | None, str | None]:
    """New id by old id, of what has both."""
    return {link.old: link.new for link in links if link.old and link.new}


def said(act: LinkAct, old: str | None = None, new: str | None = None) -> list[Link]:
    """The links of two equal laws, after this was said."""
    return decided(match(OLD, NEW).links, Saying(act, old, new), old=OLD, new=NEW)


def test_confirming_takes_the_doubt_and_nothing_else() -> None:
    doubtful = [Link(one.old, one.new, one.status, one.renumbered, one.score, doubtful=True) for one in match(OLD, NEW).links]

    after = decided(doubtful, Saying(LinkAct.CONFIRM, "pasal-2", "pasal-2"), old=OLD, new=NEW)

    assert [link.old for link in after if not link.doubtful] == ["pasal-2"]
    assert ends(after) == ends(doubtful)


def test_choosing_another_clause_frees_both_and_doubts_what_is_left() -> None:
    after = said(LinkAct.CHOOSE, "pasal-2", "pasal-3")

    assert ends(after) == {"pasal-1": "pasal-1", "pasal-2": "pasal-3", "pasal-4": "pasal-4"}
    assert {(link.old, link.new) for link in after if link.doubtful} == {("pasal-3", None), (None, "pasal-2")}


def test_a_second_clause_makes_a_split_and_a_merge() -> None:
    old = [*law(SENTENCES[0], f"{SENTENCES[1]} {SENTENCES[2]}")]
    new = law(*SENTENCES[:3])
    links = [
        Link("pasal-1", "pasal-1", LinkStatus.UNCHANGED),
        Link("pasal-2", "pasal-2", LinkStatus.CHANGED),
        Link(None, "pasal-3", LinkStatus.ADDED),
    ]

    split = decided(links, Saying(LinkAct.ADD, "pasal-2", "pasal-3"), old=old, new=new)

    assert [(link.old, link.new, link.status) for link in split if link.old == "pasal-2"] == [
        ("pasal-2", "pasal-2", LinkStatus.SPLIT),
        ("pasal-2", "pasal-3", LinkStatus.SPLIT),
    ]
    merged = decided(links, Saying(LinkAct.ADD, "pasal-1", "pasal-2"), old=old, new=new)
    assert [link.old for link in merged if link.new == "pasal-2"] == ["pasal-1", "pasal-2"]
    assert [link.status for link in merged if link.old == "pasal-2"] == [LinkStatus.MERGED]


def test_new_and_removed_cut_every_link_and_doubt_the_other_end() -> None:
    new, removed = said(LinkAct.NEW, new="pasal-3"), said(LinkAct.REMOVED, old="pasal-3")

    assert next(link for link in new if link.new == "pasal-3").status is LinkStatus.ADDED
    assert {(link.old, link.new) for link in new if link.doubtful} == {("pasal-3", None)}
    assert next(link for link in removed if link.old == "pasal-3").status is LinkStatus.REMOVED
    assert {(link.old, link.new) for link in removed if link.doubtful} == {(None, "pasal-3")}


def test_the_parts_of_what_is_linked_are_matched_anew() -> None:
    old = [pasal("1", ""), ayat("1", "1", SENTENCES[0]), ayat("1", "2", SENTENCES[1]), pasal("2", SENTENCES[2])]
    new = [pasal("1", SENTENCES[2]), pasal("2", ""), ayat("2", "1", SENTENCES[1]), ayat("2", "2", SENTENCES[0])]
    nothing = [Link(one.id, None, LinkStatus.REMOVED) for one in old] + [Link(None, one.id, LinkStatus.ADDED) for one in new]

    after = decided(nothing, Saying(LinkAct.CHOOSE, "pasal-1", "pasal-2"), old=old, new=new)

    assert ends(after) == {"pasal-1": "pasal-2", "pasal-1-ayat-1": "pasal-2-ayat-2", "pasal-1-ayat-2": "pasal-2-ayat-1"}


@pytest.mark.parametrize(
    ("saying", "code", "field"),
    [
        (Saying(LinkAct.CONFIRM, "pasal-1", "pasal-2"), "match.clause", "old"),
        (Saying(LinkAct.CHOOSE, "pasal-9", "pasal-2"), "match.clause", "old"),
        (Saying(LinkAct.CHOOSE, "pasal-1", "pasal-9"), "match.clause", "new"),
        (Saying(LinkAct.CHOOSE, "pasal-1"), "match.clause", "new"),
        (Saying(LinkAct.NEW, new="lain"), "match.clause", "new"),
        (Saying(LinkAct.REMOVED), "match.clause", "old"),
        (Saying(LinkAct.ADD, "pasal-1", "pasal-1"), "match.same", "new"),
    ],
)
def test_what_cannot_be_said_of_these_versions_is_refused_by_its_field(saying: Saying, code: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        decided(match(OLD, NEW).links, saying, old=OLD, new=NEW)

    assert (refused.value.code, refused.value.field) == (code, field)


@given(some.lists(some.tuples(some.sampled_from([*LinkAct]), some.integers(1, 4), some.integers(1, 4)), max_size=6))
def test_whatever_is_said_every_clause_is_in_a_link(sayings: list[tuple[LinkAct, int, int]]) -> None:
    links = list(match(OLD, NEW).links)
    for act, before, after in sayings:
        try:
            links = decided(links, Saying(act, f"pasal-{before}", f"pasal-{after}"), old=OLD, new=NEW)
        except BadInput:
            continue

        assert {link.old for link in links} - {None} == {unit.id for unit in OLD}
        assert {link.new for link in links} - {None} == {unit.id for unit in NEW}
        pairs = [(link.old, link.new) for link in links]
        assert len(pairs) == len(set(pairs))

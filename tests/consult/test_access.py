"""The table of rights, cell by cell, against one written out by hand."""

from itertools import product
from typing import Final

import pytest

from consult.access import TABLE, Phase, Right, Role, allowed, everybodys
from consult.consultations.rules import TeamRole

PHASES: Final = "daocns"  # draft, announced, open, closed, answered, archived: each letter where the right is given
ROLES: Final = ("visitor", "citizen", "delegate", "moderator", "official", "administrator", "operator")
BY_HAND: Final = """
                     visitor citizen delegate moderator official administrator operator
ballot:cast          ......  ..o...  ..o...   ......    ......   ......        ......
consultation:announce ...... ......  ......   ......    d.....   ......        d.....
consultation:answer  ......  ......  ......   ......    ...c..   ......        ...c..
consultation:archive ......  ......  ......   ......    ....n.   ......        ....n.
consultation:close   ......  ......  ......   ......    ..o...   ......        ..o...
consultation:create  ......  ......  ......   ......    d.....   d.....        d.....
consultation:describe ...... ......  ......   ......    d.....   ......        d.....
consultation:open    ......  ......  ......   ......    da....   ......        da....
consultation:read    .aocns  .aocns  .aocns   daocns    daocns   daocns        daocns
draft:import         ......  ......  ......   ......    daocn.   ......        daocn.
edition:freeze       ......  ......  ......   ......    ..ocn.   ......        ..ocn.
poll:close           ......  ......  ......   ......    ..ocn.   ......        ..ocn.
poll:discard         ......  ......  ......   ......    daocn.   ......        daocn.
poll:open            ......  ......  ......   ......    ..o...   ......        ..o...
poll:prepare         ......  ......  ......   ......    dao...   ......        dao...
poll:preview         ......  ......  ......   daocns    daocns   daocns        daocns
post:answer          ......  ......  ......   ..ocn.    ..ocn.   ......        ......
post:decide          ......  ......  ......   ..ocn.    ......   ......        ......
post:flag            ......  ..ocn.  ..ocn.   ......    ..ocn.   ..ocn.        ......
post:submit          ......  ..o...  ..o...   ......    ......   ......        ......
post:support         ......  ..o...  ..o...   ......    ......   ......        ......
post:withdraw        ......  ..ocn.  ..ocn.   ..ocn.    ..ocn.   ..ocn.        ......
queue:read           ......  ......  ......   daocns    daocns   daocns        ......
team:change          ......  ......  ......   ......    daocn.   ......        daocn.
thread:lock          ......  ......  ......   ..ocn.    ......   ......        ......
thread:open          ......  ......  ......   dao...    ......   ......        ......
"""
LINES: Final = {line.split()[0]: line.split()[1:] for line in BY_HAND.strip().splitlines()[1:]}


@pytest.mark.parametrize("right", list(Right))
def test_a_right_is_given_in_exactly_the_cells_written_by_hand(right: Right) -> None:
    by_hand = dict(zip(ROLES, LINES[right], strict=True))

    given = {
        role.value: "".join(letter if allowed({role}, right, phase) else "." for letter, phase in zip(PHASES, Phase, strict=True))
        for role in Role
    }

    assert given == by_hand


def test_every_right_and_every_role_stands_in_the_table_by_hand() -> None:
    assert set(LINES) == {right.value for right in Right} == {right.value for right in TABLE}
    assert set(ROLES) == {role.value for role in Role}


def test_rights_are_named_subject_and_action_in_alphabetical_order() -> None:
    names = [right.value for right in Right]
    assert names == sorted(names)
    assert all(name.count(":") == 1 for name in names)


def test_no_team_can_be_given_the_part_of_the_operator() -> None:
    assert Role.OPERATOR not in {Role(role) for role in TeamRole}


def test_somebody_with_two_roles_has_what_either_of_them_has() -> None:
    both = {Role.MODERATOR, Role.OFFICIAL}
    assert allowed(both, Right.POST_DECIDE, Phase.OPEN)
    assert allowed(both, Right.CONSULTATION_CLOSE, Phase.OPEN)
    assert not allowed(both, Right.POST_SUBMIT, Phase.OPEN)
    assert not allowed((), Right.CONSULTATION_READ, Phase.OPEN)


@pytest.mark.parametrize(("right", "phase"), list(product(Right, Phase)))
def test_what_is_everybodys_is_what_no_role_lacks(right: Right, phase: Phase) -> None:
    assert everybodys(right, phase) == all(allowed({role}, right, phase) for role in Role)

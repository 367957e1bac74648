"""Who gets what from every address in every phase, against verdicts written by hand; and that each cell of the table matters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

import pytest
from django.urls import resolve

from api.live.handshake import PLACES
from consult import access
from consult.access import Phase, Right, Role
from tests.cast import Scene, Someone
from tests.matrix import PHASES, ROLES, Row, Stage, built, routes, rows

Cell = tuple[Right, Role, Phase]

ROWS = rows()
API = [row for row in ROWS if row.path.startswith("/api/v1/")]  # every right is asked for there, but for
ON_PAGES = {
    Right.CONSULTATION_ANNOUNCE: "/announcement/",
    Right.CONSULTATION_DESCRIBE: "/details/",
    Right.CONSULTATION_ARCHIVE: "/archiving/",
    Right.TEAM_CHANGE: "/team/",
    Right.POST_ANSWER: "/questions/{asked}/",
}
ASKING = [*API, *(row for row in ROWS if row.method == "POST" and row.path.endswith(tuple(ON_PAGES.values())))]


def area(row: Row) -> str:
    """The part of the site that a row belongs to."""
    return "/".join(row.path.split("/")[: 4 if row in API else 2])


AREAS = {name: list(found) for name, found in groupby(sorted(ROWS, key=area), key=area)}

UNREAD = {Role.VISITOR, Role.CITIZEN, Role.DELEGATE}  # who may not read a consultation that is being prepared
PAST = {Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED}
WRITTEN = set(Right) - {*ON_PAGES, Right.CONSULTATION_CREATE, Right.CONSULTATION_READ, Right.POLL_PREVIEW, Right.QUEUE_READ}
SECOND_WALL: set[Cell] = {  # cells behind which another refusal stands with the same answer
    *((right, Role.VISITOR, phase) for right in WRITTEN for phase in Phase),  # whoever is not signed in is asked to before all else
    *((right, role, Phase.DRAFT) for right in (Right.POST_DECIDE, Right.POST_WITHDRAW, Right.QUEUE_READ, *ON_PAGES) for role in UNREAD),
    *((Right.EDITION_FREEZE, role, Phase.DRAFT) for role in UNREAD),  # who cannot read it cannot have it summed up
    *((right, role, Phase.DRAFT) for right in (Right.POST_FLAG, Right.POST_SUPPORT) for role in UNREAD),
    *((right, role, Phase.DRAFT) for right in (Right.BALLOT_CAST, Right.POLL_CLOSE) for role in UNREAD),
    *((right, role, phase) for right in (Right.POLL_DISCARD, Right.POLL_OPEN) for role in UNREAD for phase in Phase),  # none to preview
    *((Right.CONSULTATION_ANNOUNCE, Role.OFFICIAL, phase) for phase in {Phase.ANNOUNCED, Phase.OPEN, *PAST}),  # the table of steps
    *((Right.CONSULTATION_ANNOUNCE, role, phase) for role in UNREAD for phase in {Phase.ANNOUNCED, Phase.OPEN, *PAST}),  # and the desk
    *((Right.POST_ANSWER, role, phase) for role in set(ROLES) - {Role.MODERATOR, Role.OFFICIAL} for phase in Phase),  # no office
    *((Right.CONSULTATION_OPEN, Role.OFFICIAL, phase) for phase in {Phase.OPEN, *PAST}),  # the table of steps
    *((Right.CONSULTATION_CLOSE, Role.OFFICIAL, phase) for phase in {Phase.DRAFT, Phase.ANNOUNCED, *PAST}),
    *((Right.CONSULTATION_ANSWER, Role.OFFICIAL, phase) for phase in set(Phase) - {Phase.CLOSED}),
    *((Right.CONSULTATION_ARCHIVE, Role.OFFICIAL, phase) for phase in set(Phase) - {Phase.ANSWERED}),
    *((Right.CONSULTATION_ARCHIVE, role, phase) for role in UNREAD for phase in Phase),  # and something waits
}


@pytest.fixture
def stage(consultation: Scene, siti: Someone, budi: Someone) -> Stage:
    """A consultation with posts, and somebody in every role."""
    return built(consultation, siti, budi)


@pytest.mark.parametrize("name", AREAS)
def test_every_role_gets_from_every_address_what_was_decided_by_hand(stage: Stage, name: str) -> None:
    found = {str(row): tuple(stage.ask(row, phase) for phase in PHASES) for row in AREAS[name]}

    assert found == {str(row): row.expected for row in AREAS[name]}


def test_every_route_has_its_rows_in_the_matrix(stage: Stage) -> None:
    over_http = [row for row in ROWS if row.method != "WS" and ("{own}" not in row.path or row.role is not Role.VISITOR)]
    asked = {resolve(stage.path(row).partition("?")[0]).route for row in over_http}

    assert routes() - asked == set()


def test_every_kind_of_socket_has_its_rows_in_the_matrix(stage: Stage) -> None:
    paths = [stage.path(row) for row in ROWS if row.method == "WS"]

    assert [pattern for pattern, _finder in PLACES if not any(map(pattern.fullmatch, paths))] == []


def test_every_method_of_the_matrix_is_tried_by_every_role() -> None:
    roles: dict[tuple[str, str], set[Role]] = defaultdict(set)
    for row in ROWS:
        roles[row.method, row.path] |= {row.role}
    partly = {asked for asked, by in roles.items() if by != set(ROLES) and not any(own in asked[1] for own in ("{own}", "/me/posts/"))}

    assert partly == set()


@pytest.mark.sqlite  # what a cell says is Python's alone
def test_flipping_a_cell_of_the_table_changes_a_verdict(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = cells_asked(stage, monkeypatch)
    every: set[Cell] = {
        (right, role, phase) for right in Right for role in ROLES for phase in Phase if right is not Right.CONSULTATION_CREATE
    }

    unnoticed = {cell for cell in every if not any(changes(cell, row, stage, monkeypatch) for row in asked[cell])}

    assert sorted(unnoticed - SECOND_WALL) == sorted(SECOND_WALL - unnoticed) == []


def cells_asked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Mapping[Cell, list[Row]]:
    """Which rows ask about which cell of the table, at least in the cell's own phase."""
    asked: defaultdict[Cell, list[Row]] = defaultdict(list)
    truly = access.allowed
    now: list[tuple[Row, Phase]] = []

    def noting(roles: Iterable[Role], right: Right, phase: Phase) -> bool:
        known = frozenset(roles)
        row, in_phase = now[0]
        if known == {row.role} and phase is in_phase and row not in asked[right, row.role, phase]:
            asked[right, row.role, phase].append(row)
        return truly(known, right, phase)

    with monkeypatch.context() as patch:
        patch.setattr(access, "allowed", noting)
        patch.setattr(access, "everybodys", lambda right, phase: False)  # so that `allowed` is asked of everybody
        for row in ASKING:
            for phase in PHASES:
                now[:] = [(row, phase)]
                stage.ask(row, phase)
    return asked


def changes(cell: Cell, row: Row, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the row's verdict is another one with the cell flipped."""
    right, role, phase = cell
    cells = dict(access.TABLE[right])
    cells[role] = cells.get(role, frozenset()) ^ {phase}
    with monkeypatch.context() as patch:
        patch.setattr(access, "TABLE", {**access.TABLE, right: cells})
        return stage.ask(row, phase) != row.expected[PHASES.index(phase)]

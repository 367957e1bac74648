"""Brings the wordings of an unpublished revision to what they are after an edit, by as few rows as that takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import F

from consult.documents.clause_index import with_words
from consult.documents.editing.passages import Passage, Passages, depths
from consult.documents.models import Clause, ClauseLink, Revision, Wording

Names = Mapping[str, tuple[str, str]]  # id of a clause → label and key

AWAY: Final = 1_000_000  # added to positions while others take their place: no two rows may have the same even for an instant
AT_ONCE: Final = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Change:
    """after: all wordings in order. new: those among them that are written. gone: rows to delete. moved: (position before, after)."""

    after: list[Wording]
    new: list[Wording]
    gone: list[Wording]
    moved: list[tuple[int, int]]


def rewritten(revision: Revision, before: Sequence[Wording], passages: Passages, names: Names) -> list[Wording]:
    """All wordings in order, as they are stored from now on. Clauses that are new have come, and those that are gone have gone."""
    change = changed(revision, before, passages, names)
    was = {one.clause_id for one in before}
    stays = {one.clause_id for one in change.after}
    delete([one.pk for one in change.gone])
    ClauseLink.objects.filter(revision=revision, new__in=list(was - stays)).delete()  # the draft is to be matched again, anyway
    Clause.objects.filter(pk__in=list(was - stays), wordings=None).delete()
    move(revision, change.moved)
    come = [Clause(pk=one.clause_id, document_id=revision.document_id) for one in change.new if one.clause_id not in was]
    Clause.objects.bulk_create(come, ignore_conflicts=True)  # one that an earlier revision has is there, and comes back as itself
    Wording.objects.bulk_create(with_words(change.new))
    return change.after


def changed(revision: Revision, before: Sequence[Wording], passages: Passages, names: Names) -> Change:
    """What is different after the edit."""
    known = {str(one.clause_id): one for one in before}
    ids = {one.id: known[one.id].pk if one.id in known else uuid4() for one in passages}
    deep = depths(passages)
    change = Change([], [], [one for id_, one in known.items() if id_ not in ids], [])
    for position, one in enumerate(passages, start=1):
        said = values(one, names[one.id], depth=deep[one.id], parent=ids[one.parent] if one.parent is not None else None)
        was = known.get(one.id)
        if was is not None and all(getattr(was, name) == value for name, value in said.items()):
            change.moved.append((was.position, position))
            was.position = position
            change.after.append(was)
        else:
            change.gone.extend([was] if was else [])
            change.new.append(Wording(id=ids[one.id], revision=revision, clause_id=UUID(one.id), position=position, **said))
            change.after.append(change.new[-1])
    return change


def values(one: Passage, called: tuple[str, str], *, depth: int, parent: UUID | None) -> dict[str, Any]:
    """What a wording says of its clause, but where it is read."""
    plain = {name: getattr(one, name) for name in ("part", "kind", "number", "heading", "text", "line", "mark")}
    return {"parent_id": parent, "depth": depth, "label": called[0], "key": called[1], **plain}


def delete(ids: Sequence[UUID]) -> None:
    """Take rows away that come back under the same ids, or to which nothing leads any more when the transaction ends."""
    for start in range(0, len(ids), AT_ONCE):
        rows = Wording.objects.filter(pk__in=ids[start : start + AT_ONCE])
        rows._raw_delete(rows.db)  # what stands in them comes back or is written anew, so nothing may be protected here


def move(revision: Revision, moved: Iterable[tuple[int, int]]) -> None:
    """Give rows that say the same as before their new places: a statement for each stretch, whatever the number of rows."""
    rows = Wording.objects.filter(revision=revision)
    away = [(before, after) for before, after in moved if before != after]
    if not away:
        return
    rows.filter(position__range=(min(away)[0], max(away)[0])).update(position=F("position") + AWAY)
    for first, last, by in stretches(moved_within(moved, away)):
        rows.filter(position__range=(first + AWAY, last + AWAY)).update(position=F("position") - AWAY + by)


def moved_within(moved: Iterable[tuple[int, int]], away: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """All that was put away, also what comes back to its own place."""
    first, last = min(away)[0], max(away)[0]
    return sorted(one for one in moved if first <= one[0] <= last)


def stretches(moved: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """First and last position before, and by how much they move, of each stretch that moves as one."""
    for by, some in groupby(moved, key=lambda one: one[1] - one[0]):
        together = list(some)
        yield together[0][0], together[-1][0], by

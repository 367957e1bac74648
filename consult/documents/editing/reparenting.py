"""Hangs in again what an operation has left without an open place. The order of reading is never changed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from consult.documents.editing.passages import Passage, Passages, chain, parents


@dataclass(slots=True)
class Hanging:
    """One walk over the passages behind a change.

    before: id → what it stood in before the change. heir: who has taken the place of what is gone or closed.
    moved: whose label and key are to be made anew, and with them those of all that stands in them.
    """

    before: Mapping[str, str | None]
    heir: str
    moved: set[str | None] = field(default_factory=set)
    path: list[Passage] = field(default_factory=list)

    def all(self, passages: Sequence[Passage], *, start: int) -> Passages:
        """The passages, each in one that is open where it stands; what lies before `start` is as it should be."""
        above = parents(passages[:start])
        still_open = set(chain(passages[start - 1].id, above)) if start else set()
        self.path = [one for one in passages[:start] if one.id in still_open]
        hung = list(passages[:start])
        for number, one in enumerate(passages[start:], start):
            if one.parent is None and number > start:
                return (*hung, *passages[number:])  # what stands at the top needs no place, nor does what follows
            hung.append(self._hung(one))
        return tuple(hung)

    def _hung(self, one: Passage) -> Passage:
        """The passage in its place, which is the open one from here on."""
        is_lost = one.parent is not None and all(each.id != one.parent for each in self.path)
        parent = self._place_for(one) if is_lost else one.parent
        while self.path and self.path[-1].id != parent:
            self.path.pop()
        part = self.path[-1].part if self.path else one.part
        if is_lost or part != one.part or one.id in self.moved or parent in self.moved:
            self.moved.add(one.id)
            one = replace(one, parent=parent, part=part, pinned=None)
        self.path.append(one)
        return one

    def _place_for(self, one: Passage) -> str | None:
        """Beside the open one of its own kind, whose list it goes on with; else in the heir, or in what is open last."""
        stood_in = set(chain(one.parent, self.before))
        below = self.path[max((n for n, each in enumerate(self.path, 1) if each.id in stood_in), default=0) :]
        alike = next((each for each in reversed(below) if each.kind == one.kind), None)
        if alike is not None:
            return alike.parent
        heir = next((each for each in below if each.id == self.heir), None)
        last = heir or (self.path[-1] if self.path else None)
        return last.id if last else None

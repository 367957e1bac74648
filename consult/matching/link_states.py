"""Tells of each clause what became of it: links with their states, in the order in which people read them."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consult.matching.citation_levels import Layout
from consult.matching.links import Link, LinkStatus, Tie
from consult.matching.relative_places import in_order
from consult.matching.text_likeness import fold, says_removed


def tell(old: Layout, new: Layout, ties: Sequence[Tie]) -> list[Link]:
    """All links of two revisions: the ties, and what is tied to nothing. In the new order; what is gone follows what it followed."""
    place = {one: at for at, one in enumerate(new.units)}, {one: at for at, one in enumerate(old.units)}
    ties = sorted(ties, key=lambda tie: (place[0][tie.new], place[1][tie.old]))
    moved = _moved(old, new, ties)
    links = [_link(old, new, tie, status) for tie, status in _with_statuses(old, new, ties, moved)]
    tied = {tie.old for tie in ties}, {tie.new for tie in ties}
    links += [Link(None, one, LinkStatus.ADDED) for one in new.units if one not in tied[1]]
    gone = [Link(one, None, LinkStatus.REMOVED) for one in old.units if one not in tied[0]]
    return _in_reading_order(links, gone, *place, moved)


def _with_statuses(old: Layout, new: Layout, ties: Sequence[Tie], moved: set[Tie]) -> Iterator[tuple[Tie, LinkStatus]]:
    olds, news = Counter(tie.old for tie in ties), Counter(tie.new for tie in ties)
    for tie in ties:
        before, after = _Compared.of(old, tie.old), _Compared.of(new, tie.new)
        if olds[tie.old] > 1:
            yield tie, LinkStatus.SPLIT
        elif news[tie.new] > 1:
            yield tie, LinkStatus.MERGED
        elif after.is_removed and not before.is_removed:
            yield tie, LinkStatus.REMOVED
        elif tie in moved:
            yield tie, LinkStatus.MOVED
        else:
            yield tie, LinkStatus.UNCHANGED if before == after or (before.is_removed and after.is_removed) else LinkStatus.CHANGED


@dataclass(frozen=True, slots=True)
class _Compared:
    """What of a clause says whether it was changed: heading and text, of its parts, too, unless it holds what is cited."""

    heading: str
    text: str

    @classmethod
    def of(cls, side: Layout, clause: str) -> "_Compared":
        unit = side.units[clause]
        return cls(fold(unit.heading), fold(side.said(unit)))

    @property
    def is_removed(self) -> bool:
        return says_removed(self.text or self.heading)


def _link(old: Layout, new: Layout, tie: Tie, status: LinkStatus) -> Link:
    renumbered = fold(old.units[tie.old].label) != fold(new.units[tie.new].label)
    return Link(tie.old, tie.new, status, renumbered, round(tie.score, 3), tie.doubtful)


def _moved(old: Layout, new: Layout, ties: Sequence[Tie]) -> set[Tie]:
    """Ties of which what holds them is not tied, or which are out of order among those that the same holds."""
    homes: dict[str | None, set[str | None]] = defaultdict(set)
    for tie in ties:
        homes[tie.old].add(tie.new)
    tied = homes.keys(), {tie.new for tie in ties}
    families: dict[tuple[str | None, str | None], list[Tie]] = defaultdict(list)
    for tie in ties:
        families[_home(old, tie.old, tied[0]), _home(new, tie.new, tied[1])].append(tie)
    found: set[Tie] = set()
    at = {one: n for n, one in enumerate(old.units)}
    for (before, after), family in families.items():
        if before in homes and after not in homes[before]:
            found.update(family)
        else:
            keep = in_order([at[tie.old] for tie in family])
            found.update(tie for n, tie in enumerate(family) if n not in keep)
    return found


def _home(side: Layout, clause: str, tied: Container[str | None]) -> str | None:
    """The nearest of what it stands in that both revisions have: a heading that only came between moves nothing."""
    return next((one for one in side.above(clause) if one in tied), None)


def _in_reading_order(
    links: Sequence[Link], gone: Sequence[Link], new: Mapping[str, int], old: Mapping[str, int], moved: set[Tie]
) -> list[Link]:
    ends = {(tie.old, tie.new) for tie in moved}
    last: dict[int, int] = {}
    for link in links:
        if link.old and link.new and (link.old, link.new) not in ends:
            last[old[link.old]] = max(new[link.new], last.get(old[link.old], -1))
    keys = [((new[link.new or ""], -1, old.get(link.old or "", -1)), link) for link in links]
    waiting = {old[link.old or ""]: link for link in gone}
    after = -1
    for at in range(len(old)):
        after = last.get(at, after)
        if at in waiting:
            keys.append(((after, at, at), waiting[at]))
    return [link for _key, link in sorted(keys, key=lambda one: one[0])]

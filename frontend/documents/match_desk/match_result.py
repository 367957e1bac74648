"""What became of each clause, for the desk: the two revisions, the links between them, and of some of these all that one decides by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.discussion.revision_pair import texts_of
from consult.documents.clause_links import cited, link_of, units_of
from consult.documents.models import ClauseLink, Wording
from consult.matching.links import Link, LinkStatus, Matched, Unit
from consult.matching.nearest_clauses import Nearest
from consult.text import word_difference
from consult.text.word_difference import Stretches, difference
from frontend.page_cache import once_in_few

OPENED: Final = 10  # doubtful links with everything on one page
LONGEST: Final = 6_000  # characters; of what is longer the text of its own alone is compared, and its parts have links of their own
OFFERED: Final = 8  # clauses that are most alike, or stand near
NEAR: Final = 3  # clauses before and after

SURE: Final = (  # from which score on → how it is said
    (0.9, _("The program is almost sure.")),
    (0.7, _("The program holds it for likely.")),
    (0.4, _("The program holds it for possible.")),
    (0.0, _("The program is guessing.")),
)


@dataclass(frozen=True)
class Neighbour:
    """The clause of the same kind before or after, and what readers call those that it is linked to; none: it stands alone."""

    label: str
    linked: Sequence[str]


@dataclass(frozen=True)
class Offer:
    """Clauses to choose from, by id and name: those of its kind that are alike or near, and all others where these were asked for."""

    alike: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]


class Side:
    """One of the two revisions; `linked`: from each of its clauses to what those of the other revision are called."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self.wordings = {str(one.clause_id): one for one in wordings}
        self.texts = texts_of(wordings)
        self.units = units_of(wordings)
        self.linked: defaultdict[str, list[str]] = defaultdict(list)

    @cached_property
    def kin(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The clauses of each kind in each part of the document, in reading order."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self.units:
            found[unit.part, unit.kind].append(unit.id)
        return found

    def label(self, clause: str | None) -> str:
        """What readers call it; empty where it is not in the revision."""
        return self.wordings[clause].label if clause in self.wordings else ""

    def says(self, clause: str | None) -> str:
        """What it says with its parts, or alone where that is too much to be compared."""
        if clause not in self.wordings:
            return ""
        whole = self.texts[clause]
        return whole if len(whole) <= LONGEST else self.wordings[clause].text

    def is_cut(self, clause: str | None) -> bool:
        """Whether its parts are left out."""
        return clause in self.wordings and len(self.texts[clause]) > LONGEST

    def beside(self, clause: str | None) -> tuple[Neighbour | None, Neighbour | None]:
        """The clauses of the same kind before and after it."""
        if clause not in self.wordings:
            return None, None
        kin = self.kin[self.wordings[clause].part, self.wordings[clause].kind]
        at = kin.index(clause)
        return self._neighbour(kin[at - 1] if at else None), self._neighbour(kin[at + 1] if at + 1 < len(kin) else None)

    def _neighbour(self, clause: str | None) -> Neighbour | None:
        return Neighbour(self.label(clause), self.linked.get(clause, ())) if clause else None


@dataclass(frozen=True)
class Shown:
    """A link of a page. `number`: its place among all of them, which addresses name."""

    number: int
    row: ClauseLink
    link: Link
    old: Wording | None
    new: Wording | None

    @property
    def is_open(self) -> bool:
        """Whether a person has still to decide."""
        return self.link.doubtful

    @property
    def is_alone(self) -> bool:
        """Whether it names one clause alone."""
        return not (self.link.old and self.link.new)


@dataclass(frozen=True)
class Opened:
    """A link with all that one decides by: the difference, the neighbours on both sides, what else could be chosen."""

    shown: Shown
    stretches: Stretches
    is_cut: bool
    beside_old: tuple[Neighbour | None, Neighbour | None]
    beside_new: tuple[Neighbour | None, Neighbour | None]
    for_old: Offer
    for_new: Offer
    is_whole: bool  # all clauses are offered

    @property
    def said(self) -> Stretches:
        """What the old clause says, with what is not in the new one."""
        return [(side, words) for side, words in self.stretches if side is not word_difference.Side.AFTER]

    @property
    def says(self) -> Stretches:
        """What the new clause says, with what is not in the old one."""
        return [(side, words) for side, words in self.stretches if side is not word_difference.Side.BEFORE]

    @property
    def sure(self) -> Promise:
        """How sure the program was, in words."""
        return next(words for least, words in SURE if self.shown.link.score >= least)


class Matches:
    """The links of a revision with the one before. `rows`: in order; the wordings of both in reading order."""

    def __init__(self, rows: Iterable[ClauseLink], *, old: Sequence[Wording], new: Sequence[Wording], trust: float) -> None:
        self.old, self.new, self.trust = Side(old), Side(new), trust
        self.links = [self._shown(number, row) for number, row in enumerate(rows, start=1)]
        for one in self.links:
            if one.old and one.new:
                self.old.linked[str(one.link.old)].append(one.new.label)
                self.new.linked[str(one.link.new)].append(one.old.label)
        self._nearest: dict[str, Nearest] = {}

    @property
    def doubtful(self) -> list[Shown]:
        """Those that wait for a person."""
        return [one for one in self.links if one.is_open]

    def counts(self) -> Mapping[str, int]:
        """How many clauses of the kind that people cite stand how; a split or merged one counts once."""
        matched = Matched([one.link for one in self.links], self.trust)
        found: defaultdict[str, set[str | None]] = defaultdict(set)
        for link in cited(matched, self.old.units, self.new.units).links:
            found[link.status].add(link.new if link.status in {LinkStatus.MERGED, LinkStatus.ADDED} else link.old or link.new)
        return {status: len(found[status]) for status in LinkStatus if found[status]}

    def opened(self, one: Shown, *, is_whole: bool = False) -> Opened:
        """The link with all that one decides by; `is_whole`: with every clause to choose from."""
        old, new = one.link.old, one.link.new
        texts = self.old.says(old), self.new.says(new)
        return Opened(
            shown=one,
            stretches=once_in_few("difference", texts, lambda: difference(*texts)),
            is_cut=self.old.is_cut(old) or self.new.is_cut(new),
            beside_old=self.old.beside(old),
            beside_new=self.new.beside(new),
            for_old=self._offer(one, of_old=True, is_whole=is_whole),
            for_new=self._offer(one, of_old=False, is_whole=is_whole),
            is_whole=is_whole,
        )

    def after(self, old: str | None, new: str | None) -> Shown | None:
        """The doubtful link that follows those of a clause; the first one where none does, None where none is left."""
        at = max((one.number for one in self.links if (old and one.link.old == old) or (new and one.link.new == new)), default=0)
        left = self.doubtful
        return next((one for one in left if one.number >= at), left[0] if left else None)

    def _shown(self, number: int, row: ClauseLink) -> Shown:
        link = link_of(row)
        return Shown(number, row, link, self.old.wordings.get(link.old or ""), self.new.wordings.get(link.new or ""))

    def _offer(self, one: Shown, *, of_old: bool, is_whole: bool) -> Offer:
        """What a clause could be on the other side, but for what the link says already."""
        wording, taken = (one.old, one.link.new) if of_old else (one.new, one.link.old)
        if wording is None:
            return Offer((), ())
        nearest = self._of_kind(wording.kind)
        kin = nearest.new if of_old else nearest.old
        mine = nearest.old if of_old else nearest.new
        alike = (nearest.of_old if of_old else nearest.of_new)(str(wording.clause_id))
        found = {unit.id: unit for unit in (*alike, *around(taken or str(wording.clause_id), kin if taken else mine, kin))}
        first = [unit for unit in found.values() if unit.id != taken][:OFFERED]
        known = {taken, *(unit.id for unit in first)}
        every = self.new.units if of_old else self.old.units  # of any kind: an ayat may be a Pasal now
        return Offer(named(first), named([unit for unit in every if unit.id not in known] if is_whole else ()))

    def _of_kind(self, kind: str) -> Nearest:
        """What is compared, made once for a kind."""
        if kind not in self._nearest:
            self._nearest[kind] = Nearest(self.old.units, self.new.units, kind=kind, texts=(self.old.texts, self.new.texts))
        return self._nearest[kind]


def around(clause: str, among: Sequence[Unit], kin: Sequence[Unit]) -> Sequence[Unit]:
    """The clauses of `kin` about as far from its beginning as the clause is among its own."""
    at = next((n for n, unit in enumerate(among) if unit.id == clause), 0)
    return kin[max(at - NEAR, 0) : at + NEAR + 1]


def named(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Each clause with what it is called in a list to choose from."""
    return [(unit.id, f"{unit.label} {unit.heading}".strip()) for unit in units]

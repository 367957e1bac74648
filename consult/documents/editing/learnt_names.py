"""From a draft as it was read to what can be edited: what each clause calls itself, and how this draft cites its clauses.

How a kind is cited (`ayat ({})`, `Article {}`), and whether without what it stands in, is learned from the draft; for kinds that do
not occur in it, the table of its tradition says it. What the two do not explain keeps the label and the key that it was read with
(`Passage.pinned`) until an edit touches it: naming what was read gives the labels and keys that it was read with, whatever the reader.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from consult.documents.editing.labels import Naming, Style, Tradition
from consult.documents.editing.passages import HEADING, Passage, Passages
from consult.formats.outline.clause_tree import slug


@dataclass(frozen=True, slots=True)
class Read:
    """A clause as it was read: what `learnt` works out is not in `passage` yet."""

    passage: Passage
    label: str
    key: str

    @property
    def heads_its_part(self) -> bool:
        """Whether labels and keys of all that it holds begin with its own, as those of `Penjelasan` and `Lampiran II` do."""
        one = self.passage
        return one.kind == HEADING and one.parent is None and self.key in {one.part, f"{one.part}-{slug(one.number)}"}


def learnt(rows: Sequence[Read], table: Mapping[str, Style], unnumbered: Mapping[str, str]) -> tuple[Passages, Tradition]:
    """The passages of a draft, and its tradition as it shows it; `table` and `unnumbered` are those of the tradition in general."""
    heads = heads_of(rows)
    tradition = Tradition(styles_in(rows, heads, table), unnumbered)
    naming = Naming(tradition)
    return tuple(named_as_read(naming, self_named(row, heads.get(row.passage.id, "")), row) for row in rows), tradition


def heads_of(rows: Sequence[Read]) -> dict[str, str]:
    """Id → label of the head of the part, of all that such a head holds."""
    heads: dict[str, str] = {}
    roots = {row.passage.id: row.label for row in rows if row.heads_its_part}
    for row in rows:
        above = row.passage.parent
        if above is not None and (head := roots.get(above) or heads.get(above)):
            heads[row.passage.id] = head
    return heads


def named_as_read(naming: Naming, passage: Passage, row: Read) -> Passage:
    """The passage, pinned where our rules would call it otherwise than the reader did."""
    if naming.fits(passage, row.label, row.key):
        return passage
    return replace(passage, pinned=(row.label, row.key))


def self_named(row: Read, head: str) -> Passage:
    """The passage with its own name: a heading's, or what those are called that are only counted at the top of a part."""
    one = row.passage
    if row.heads_its_part:
        return replace(one, name=row.label, stem=row.key)
    if one.kind == HEADING:
        return replace(one, name=row.label.removeprefix(f"{head} "))
    stem, _, count = row.key.rpartition("-")
    if one.number or one.parent is not None or not count.isdigit():
        return one
    return replace(one, name=row.label.removesuffix(count).rstrip(), stem=f"{stem}-")


def styles_in(rows: Sequence[Read], heads: Mapping[str, str], table: Mapping[str, Style]) -> dict[str, Style]:
    """Kind → how most clauses of the kind are cited; in the order of the table, then of the draft."""
    labels = {row.passage.id: row.label for row in rows}
    seen: defaultdict[str, Counter[Style]] = defaultdict(Counter)
    for row in rows:
        kind, above = row.passage.kind, row.passage.parent
        if row.passage.number and kind != HEADING and not (kind in table and above is None):
            style = style_of(row, labels.get(above or "", ""), heads.get(row.passage.id, ""))
            seen[kind].update([style] if style else [])
    shown = {kind: styles.most_common(1)[0][0] for kind, styles in seen.items() if styles}
    return {kind: shown.get(kind, style) for kind, style in table.items()} | {k: v for k, v in shown.items() if k not in table}


def style_of(row: Read, above: str, head: str) -> Style | None:
    """How a clause is cited. None where its label does not hold its number, or does not tell what it begins with."""
    if above and above == head:
        return None
    begins = next((one for one in (above, head) if one and row.label.startswith(one)), "")
    before, number, after = row.label.removeprefix(begins).rpartition(row.passage.number)
    if not number:
        return None
    return Style(f"{before.lstrip()}{{}}{after}", alone=begins != above or not above, tight=bool(begins) and not before.startswith(" "))

"""Short ways to edit an invented draft, and to look at what came of it."""

from dataclasses import dataclass

from consult.documents.editing.apply_operation import done
from consult.documents.editing.labels import Tradition, named
from consult.documents.editing.learnt_names import Read, learnt
from consult.documents.editing.operations import OnClause
from consult.documents.editing.passages import Passage, Passages, depths
from consult.documents.editing.tradition_styles import styles_of, unnumbered_in
from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft

MARKET = """RANCANGAN PERATURAN DESA TENTANG PASAR PAGI
Menimbang :
a. bahwa pasar pagi perlu ditata bersama;
b. bahwa warga perlu didengar;
BAB I KETENTUAN UMUM
Pasal 1
Dalam Peraturan Desa ini yang dimaksud dengan:
1. Pasar pagi adalah tempat jual beli.
2. Pedagang adalah orang yang berjualan.
Pasal 2
(1) Setiap pedagang memperoleh satu lapak.
(2) Lapak diberikan menurut:
a. urutan pendaftaran; dan
b. jenis dagangan sebagaimana disebut dalam daftar.
(3) Lapak tidak dijual.
BAB II PENUTUP
Pasal 3
Peraturan ini mulai berlaku besok.
PENJELASAN
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Satu lapak berarti satu meja.
"""


@dataclass(frozen=True)
class Desk:
    """A draft on somebody's desk; ids are the keys that the clauses were read with."""

    passages: Passages
    tradition: Tradition

    def does(self, *operations: OnClause) -> "Desk":
        """The draft after these operations, one after the other."""
        passages = self.passages
        for operation in operations:
            passages = done(passages, operation, self.tradition)
        return Desk(passages, self.tradition)

    @property
    def labels(self) -> list[str]:
        """What readers call its clauses, in order."""
        return [label for label, _key in self.named.values()]

    @property
    def named(self) -> dict[str, tuple[str, str]]:
        """Id → label and key."""
        return named(self.passages, self.tradition)

    @property
    def outline(self) -> list[str]:
        """Each label, set in as deep as it stands."""
        deep = depths(self.passages)
        return [f"{'  ' * deep[id_]}{label}" for id_, (label, _key) in self.named.items()]

    def one(self, id_: str) -> Passage:
        """The clause with that id."""
        return next(one for one in self.passages if one.id == id_)

    def text(self, label: str) -> str:
        """What the first clause of that label says."""
        return next(self.one(id_).text for id_, (called, _key) in self.named.items() if called == label)


def desk(text: str = MARKET, *, profile: str = "auto") -> Desk:
    """The text as it is read, ready to be edited."""
    return opened(parse_draft(text.encode(), name="rancangan.txt", profile=profile))


def opened(draft: ParsedDraft) -> Desk:
    """A draft that was read, ready to be edited."""
    return Desk(*learnt(rows(draft), styles_of(draft.profile), unnumbered_in(draft.profile)))


def rows(draft: ParsedDraft) -> list[Read]:
    """The clauses of a draft as the rows that are kept of a reading, with their keys as ids."""
    fields = ("parent", "part", "kind", "number", "heading", "text", "mark", "line")
    return [Read(Passage(id=one.key, **{field: getattr(one, field) for field in fields}), one.label, one.key) for one in draft.clauses]

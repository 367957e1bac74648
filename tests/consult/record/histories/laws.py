"""Drafts made at random, and edited: parents with items at every level, splits, merges, clauses that go, move and come back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final

WORDS: Final = (
    *("pasar", "lapak", "pedagang", "timbangan", "sampah", "retribusi", "gerobak", "pengurus", "warga", "dagangan"),
    *("penataan", "kebersihan", "pendaftaran", "musyawarah", "jadwal", "lorong", "parkir", "kios", "bongkar", "muat"),
    *("denda", "izin", "air", "listrik", "ternak", "sayur", "ikan", "beras", "kelompok", "desa"),
    *("kecamatan", "bupati", "laporan", "pengawas", "sengketa", "pembeli", "harga", "takaran"),
)
ORDINALS: Final = ("Kesatu", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam")
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
BELOW: Final = {"pasal": "ayat", "ayat": "huruf", "huruf": "angka"}
DELETED: Final = "Dihapus."


@dataclass
class Part:
    """A Pasal, or a part of one."""

    kind: str
    words: str
    parts: list["Part"] = field(default_factory=list)

    def every(self) -> Iterator["Part"]:
        """It, and all that it has."""
        yield self
        for part in self.parts:
            yield from part.every()

    def copy(self) -> "Part":
        """The same once more."""
        return Part(self.kind, self.words, [part.copy() for part in self.parts])


@dataclass
class Law:
    """Chapters of Pasal, and Pasal that were taken out and may come back."""

    random: Random
    chapters: list[tuple[str, list[Part]]] = field(default_factory=list)
    gone: list[Part] = field(default_factory=list)

    def sentence(self) -> str:
        """Words that no other sentence has."""
        said = self.random.sample(WORDS, self.random.randint(4, 11))
        return f"Setiap {' '.join(said)} paling banyak {self.random.randint(2, 9_999)}"

    def part(self, kind: str, chance: float = 0.45) -> Part:
        """One that may have parts of its own, down to the last level."""
        below = BELOW.get(kind)
        if below is None or self.random.random() > chance:
            return Part(kind, f"{self.sentence()}.")
        if below == "ayat":
            return Part(kind, "", [self.part(below, chance) for _ in range(self.random.randint(2, 3))])
        lead = self.random.choice([f"{self.sentence()}:", "Pengurus:", "Pedagang wajib:"])
        return Part(kind, lead, [self.part(below, chance / 2) for _ in range(self.random.randint(2, 4))])

    def pasal(self) -> Part:
        """A Pasal; one in six has a lead-in and items without ayat between."""
        if self.random.random() < 1 / 6:
            return Part("pasal", "Pengurus pasar:", [self.part("huruf", 0.2) for _ in range(self.random.randint(2, 4))])
        return self.part("pasal")

    @classmethod
    def new(cls, random: Random) -> "Law":
        """The first version."""
        law = cls(random)
        for _ in range(random.randint(1, 3)):
            law.chapters.append((" ".join(random.sample(WORDS, 2)).upper(), [law.pasal() for _ in range(random.randint(2, 5))]))
        return law

    def place(self) -> tuple[list[Part], int]:
        """Where some Pasal stands."""
        _title, pasal = self.random.choice([chapter for chapter in self.chapters if chapter[1]])
        return pasal, self.random.randrange(len(pasal))

    def some(self, kind: str) -> Part | None:
        """A part that has parts of that kind."""
        found = [part for _, pasal in self.chapters for one in pasal for part in one.every() if part.parts and part.parts[0].kind == kind]
        return self.random.choice(found) if found else None

    @property
    def size(self) -> int:
        """How many Pasal it has."""
        return sum(len(pasal) for _, pasal in self.chapters)

    def mistake(self, quoted: str) -> None:
        """One of the words that somebody quotes is another."""
        for part in [part for _, pasal in self.chapters for one in pasal for part in one.every() if quoted in part.words]:
            part.words = part.words.replace(quoted, " ".join([*quoted.split()[:-1], self.random.choice(WORDS)]))

    def edit(self) -> None:
        """One to eight edits at random."""
        for _ in range(self.random.choice([1, 1, 2, 3, 3, 5, 8])):
            self.random.choice(EDITS)(self)

    def text(self) -> str:
        """As a file has it."""
        lines, number = ["RANCANGAN PERATURAN DESA TENTANG PASAR PAGI"], 0
        for chapter, (title, pasal) in enumerate(self.chapters):
            lines.append(f"BAB {ROMAN[chapter]} {title}")
            sections = self.size % 2 == 0 and len(pasal) > 2
            for at, one in enumerate(pasal):
                if sections and at in {0, 2}:
                    lines.append(f"Bagian {ORDINALS[at // 2]} {title.split()[at // 2].title()}")
                number += 1
                lines += [f"Pasal {number}", *lines_of(one)]
        return "\n".join(lines) + "\n"


def lines_of(part: Part) -> Iterator[str]:
    """The lines of a Pasal below its number."""
    if part.words:
        yield part.words
    for at, below in enumerate(part.parts):
        mark = {"ayat": f"({at + 1})", "huruf": f"{'abcdefghijklmnop'[at]}.", "angka": f"{at + 1}."}[below.kind]
        first, *rest = lines_of(below)
        yield f"{mark} {first}"
        yield from rest


def remove(law: Law) -> None:
    """A Pasal goes with all its parts."""
    if law.size > 2:
        pasal, at = law.place()
        law.gone.append(pasal.pop(at))


def remove_some(law: Law) -> None:
    """Several go at once."""
    for _ in range(law.random.randint(2, 3)):
        remove(law)


def remove_part(law: Law) -> None:
    """An ayat, or an item, goes."""
    whole = law.some(law.random.choice(["ayat", "huruf", "angka"]))
    if whole and len(whole.parts) > 1:
        whole.parts.pop(law.random.randrange(len(whole.parts)))


def insert(law: Law) -> None:
    """A Pasal comes in."""
    pasal, at = law.place()
    pasal.insert(at, law.pasal())


def insert_part(law: Law) -> None:
    """An ayat, or an item, comes in."""
    whole = law.some(law.random.choice(["ayat", "huruf", "angka"]))
    if whole and len(whole.parts) < 8:
        whole.parts.insert(law.random.randint(0, len(whole.parts)), law.part(whole.parts[0].kind))


def bring_back(law: Law) -> None:
    """One that had gone comes back."""
    if law.gone:
        pasal, at = law.place()
        pasal.insert(at, law.gone.pop(law.random.randrange(len(law.gone))).copy())


def move(law: Law) -> None:
    """One stands elsewhere."""
    if law.size > 2:
        pasal, at = law.place()
        one = pasal.pop(at)
        there, to = law.place()
        there.insert(to, one)


def reword(law: Law) -> None:
    """Some words are others."""
    pasal, at = law.place()
    one = law.random.choice(list(pasal[at].every()))
    said = one.words.split()
    if len(said) > 3:
        said[law.random.randrange(1, len(said) - 1)] = law.random.choice(WORDS)
        one.words = " ".join(said)


def rewrite(law: Law) -> None:
    """A part says something else."""
    pasal, at = law.place()
    one = law.random.choice([part for part in pasal[at].every() if not part.parts])
    one.words = f"{law.sentence()}."


def split(law: Law) -> None:
    """The last parts of a Pasal become one of their own."""
    pasal, at = law.place()
    if len(pasal[at].parts) > 2:
        one = pasal[at]
        cut = law.random.randint(1, len(one.parts) - 1)
        one.parts, rest = one.parts[:cut], one.parts[cut:]
        pasal.insert(at + 1, Part("pasal", one.words, rest))


def merge(law: Law) -> None:
    """Two neighbours become one."""
    pasal, at = law.place()
    if at + 1 < len(pasal) and law.size > 2:
        one, other = pasal[at], pasal[at + 1]
        if not one.parts and not other.parts:
            one.words = f"{one.words} {other.words}"
        elif one.parts and other.parts and one.parts[0].kind == other.parts[0].kind:
            one.parts += other.parts
        else:
            return
        pasal.pop(at + 1)


def delete(law: Law) -> None:
    """A Pasal stays as a number that says it was deleted."""
    pasal, at = law.place()
    pasal[at] = Part("pasal", DELETED)


def begin_chapter(law: Law) -> None:
    """Another chapter, or one goes with all that is in it."""
    if len(law.chapters) > 1 and law.random.random() < 0.4:
        at = law.random.randrange(len(law.chapters))
        if law.size - len(law.chapters[at][1]) > 1:
            law.gone += law.chapters.pop(at)[1]
    elif len(law.chapters) < 5:
        law.chapters.append((" ".join(law.random.sample(WORDS, 2)).upper(), [law.pasal(), law.pasal()]))


EDITS: Final[tuple[Callable[[Law], None], ...]] = (
    *(remove, remove, remove_some, remove_part, insert, insert_part, bring_back, bring_back, move, reword, reword, rewrite, rewrite),
    *(split, split, merge, merge, delete, begin_chapter),
)

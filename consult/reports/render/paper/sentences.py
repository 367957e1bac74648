"""How a report on paper says things in its language: sentences with figures in them, instants, cut quotations."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from consult.discussion.stances import Counts
from consult.platform.times import clock, day, in_three_zones
from consult.reports.attribution import speaker
from consult.reports.render.paper.parts import Bar, Said, Voice
from consult.reports.render.template_filters import number, stances
from consult.reports.summary import ShownPost, Summary

BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Saying:
    """The words of one report, and the report."""

    words: Mapping[str, str]
    summary: Summary

    def __call__(self, key: str, **facts: object) -> str:
        """A word, or a sentence with its places filled; whole numbers are written as people write them."""
        filled = {name: number(fact) if isinstance(fact, int) else fact for name, fact in facts.items()}
        return self.words[key] % filled if facts else self.words[key]

    def draft(self, text: str) -> Said:
        """Words of the draft."""
        return Said(text, self.summary.draft_language)

    def asked(self, text: str) -> Said:
        """Words of the consultation itself."""
        return Said(text, self.summary.text_language)

    def speaker(self, post: ShownPost) -> str:
        """Who wrote it, and its number to cite it by."""
        return f"{speaker(post, self.words, unnamed=self.words['withheld'])} [{post.number}]"

    def bar(self, counts: Counts) -> Bar:
        """Contributions by stance."""
        present = stances(counts)
        return Bar(tuple(present), " · ".join(f"{number(n)} {self.words[stance]}" for stance, n in present))

    def voices(self, posts: Iterable[ShownPost], *, letters: int) -> tuple[Voice, Voice]:
        """One contribution of each side: the one with the lowest number, or that there is none."""
        first: dict[str, ShownPost] = {}
        for post in posts:
            first.setdefault(post.stance, post)
        return self.voice("support", first.get("support"), letters), self.voice("oppose", first.get("oppose"), letters)

    def voice(self, side: str, post: ShownPost | None, letters: int) -> Voice:
        """The words of one side."""
        label, none = self.words[f"side_{side}"], self.words["voice_none"]
        said = Said(f"“{cut(post.text, letters)}”", post.language) if post else None
        return Voice(side, label, said, self.speaker(post) if post else "", none)

    def instant(self, at: datetime | None) -> str:
        """Day and time."""
        return f"{day(at)}, {clock(at)}" if at else self.words["not_set"]

    def edition(self) -> str:
        """Which edition it is; empty for a report that is none."""
        return self("edition_number", n=self.summary.edition.number) if self.summary.edition else ""

    def deadline(self, at: datetime | None) -> str:
        """Day and time in the three zones."""
        return f"{day(at)}: {in_three_zones(at)}" if at else self.words["not_set"]


def cut(text: str, letters: int) -> str:
    """The text on one line, ended between two words with an ellipsis where it is longer."""
    line = BLANK.sub(" ", text).strip()
    if len(line) <= letters:
        return line
    kept = line[: letters - 1]
    whole, blank, _half = kept.rpartition(" ")
    return f"{whole if blank and len(whole) > letters // 2 else kept}…"

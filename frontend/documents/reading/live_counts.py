"""What people say about a draft now, joined into the HTML that stands still. Every value in it is escaped here or was before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from consult.discussion.queries.newest_posts import Said
from consult.discussion.stances import STANCES
from consult.reports.render.template_filters import number
from frontend.documents.reading.cached_draft import Gap, Standing

QUOTED: Final = 12  # clauses with a quote in their margin, at most
WORDS_QUOTED: Final = 22
MOST_QUOTED: Final = 240  # characters, since a text may do without spaces
INNER: Final = str.maketrans("“”„", "‘’‚")  # quotation marks inside a quotation
NOTHING: Final[Mapping[str, int]] = {}


@dataclass
class Living:
    """Counts by stance of each clause, and the newest words on a few."""

    counts: Mapping[UUID, Mapping[str, int]]
    newest: Mapping[UUID, Said] = field(default_factory=dict)
    everywhere: int = 0  # contributions and replies in the whole consultation, on no single clause too

    @cached_property
    def by_clause(self) -> Mapping[str, Mapping[str, int]]:
        """The counts as gaps ask for them."""
        return {str(clause): counts for clause, counts in self.counts.items()}

    @cached_property
    def quotes(self) -> Mapping[str, Said]:
        """The newest words as gaps ask for them."""
        return {str(clause): said for clause, said in self.newest.items()}

    @cached_property
    def language(self) -> str:
        """The active language, looked up once for all gaps."""
        return get_language() or ""

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What is said again and again, translated and escaped once."""
        return {"on": escape(_("on")), "comment": escape(_("Comment")), "contributions": escape(_("contributions"))}

    def total(self, clauses: Iterable[str]) -> int:
        """Contributions and replies on all of the clauses."""
        return sum(self.by_clause.get(clause, NOTHING).get("total", 0) for clause in clauses)

    def filled(self, standing: Standing) -> SafeString:
        """The HTML with its gaps filled."""
        # Templates escaped the texts, and what fills the gaps escapes its values.
        html = standing.joined(lambda gap: FILLED_BY[gap.place](self, gap))
        return mark_safe(html)  # nosec B308 B703

    def tally(self, gap: Gap) -> str:
        """The bar and the counts by stance of a clause."""
        counts = self.by_clause.get(gap.clauses, NOTHING)
        return tally(self.language, *(counts.get(stance, 0) for stance in STANCES))

    def thread(self, gap: Gap) -> str:
        """The link that opens the thread of a clause in place; nothing where nobody wrote."""
        total = self.by_clause.get(gap.clauses, NOTHING).get("total", 0)
        if not total:
            return ""
        said = f'{contributions(self.language, total)}<span class="unseen"> {self.words["on"]} {gap.label}</span>'
        return f'<a class="opens" href="{gap.address}">{said}</a> '

    def item(self, gap: Gap) -> str:
        """The same for an item; where nobody wrote, the link that is shown when the item is chosen."""
        said = f'{self.words["comment"]}<span class="unseen"> {self.words["on"]} {gap.label}</span>'
        return self.thread(gap) or f'<a class="on-item" href="{gap.address}">{said}</a>'

    def sum(self, gap: Gap) -> str:
        """How many wrote on a unit and all that stands in it, for the contents."""
        total = self.total(gap.clauses.split())
        return f' <span class="n">{number(total)}<span class="unseen"> {self.words["contributions"]}</span></span>' if total else ""

    def quote(self, gap: Gap) -> str:
        """The newest words on a clause that is much discussed, with whose they are and where they stand."""
        said = self.quotes.get(gap.clauses)
        if said is None or not said.text.strip():
            return ""
        inner = " ".join(said.text.split()).translate(INNER)
        words = escape(Truncator(Truncator(inner).words(WORDS_QUOTED)).chars(MOST_QUOTED))
        language = f' lang="{escape(said.language)}"' if said.language else ""
        place = f"{gap.address}?post={said.number}#post-{said.number}"
        whose = f'<a href="{place}">{escape(said.name or _("A citizen"))}<span class="unseen">, {gap.label}</span></a>'
        return f'<p class="gloss" data-of="{said.number}"><q{language}>“{words}”</q> {whose}</p>'


FILLED_BY: Final = {"tally": Living.tally, "thread": Living.thread, "item": Living.item, "sum": Living.sum, "quote": Living.quote}


@lru_cache(maxsize=4096)
def tally(language: str, *counts: int) -> str:
    """Bar and counts as each page shows them; the same few numbers come again and again."""
    return render_to_string("parts/tally.html", {"counts": dict(zip(STANCES, counts, strict=True))})


@lru_cache(maxsize=4096)
def contributions(language: str, total: int) -> str:
    """`1.234 masukan`"""
    return escape(ngettext("%(n)s contribution", "%(n)s contributions", total) % {"n": number(total)})


def most_discussed(counts: Mapping[UUID, Mapping[str, int]]) -> list[UUID]:
    """The clauses on which most was written, a dozen at most, the first the most discussed."""
    written = [clause for clause in counts if counts[clause].get("total", 0)]
    return sorted(written, key=lambda clause: -counts[clause]["total"])[:QUOTED]

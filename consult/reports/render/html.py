"""The summary as one HTML file that needs nothing beside it."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from consult.reports.render.reporting import number
from consult.reports.summary import STANCES, STATUSES, Summary
from consult.reports.words import words_of


def render(summary: Summary) -> bytes:
    """UTF-8 HTML in the summary's language. Style is in the file; there is no script in it."""
    with translation.override(summary.language), timezone.override("Asia/Jakarta"):
        return render_to_string("report.html", context(summary)).encode()


def context(summary: Summary) -> dict[str, object]:
    """What the template is filled with; the page of the summary uses the same."""
    known = words_of(summary)
    return {
        "summary": summary,
        "words": known,
        "phase": known[f"phase_{summary.phase}"],
        "base": known["base"] % {"n": number(summary.shown_count)},
        "statuses": STATUSES,
        "stances": STANCES,
        "most": max((clause.stanced for clause in summary.clauses), default=0),
        "every": summary.posts[-1],
        "units": (("posts", summary.posts), ("submissions", summary.submissions)),
    }

"""The summary as one HTML file that needs nothing beside it."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from consult.discussion.stances import STANCES
from consult.reports.render.paper import clauses, front, polls, tables
from consult.reports.render.paper.sentences import Saying
from consult.reports.report_words import words_of
from consult.reports.summary import STATUSES, Summary

CONTENTS = (  # anchor, and the word that its heading is
    ("h-asked", "asked"),
    ("h-figures", "figures"),
    ("h-discussed", "most_discussed"),
    ("h-contested", "most_contested"),
    ("h-polls", "polls"),
    ("h-clauses", "by_clause"),
    ("h-fate", "fate"),
    ("h-limits", "limits"),
    ("h-record", "record"),
    ("h-words", "clauses_and_words"),
    ("h-posts", "every_post"),
)


def render(summary: Summary) -> bytes:
    """UTF-8 HTML in the summary's language. Style is in the file; there is no script in it."""
    with translation.override(summary.language), timezone.override("Asia/Jakarta"):
        return render_to_string("report.html", {**context(summary), **whole(summary)}).encode()


def whole(summary: Summary) -> dict[str, object]:
    """What the file has and the page leaves to its links: contents, and each clause with its wording, words and proposals."""
    say = Saying(words_of(summary), summary)
    by_need = {"h-polls": summary.polls, "h-words": summary.clauses, "h-discussed": summary.clauses, "h-contested": summary.clauses}
    return {
        "entries": clauses.clauses(summary, say),
        "clauses_intro": front.clauses_intro(summary, say),
        "contents": [(anchor, say(word)) for anchor, word in CONTENTS if by_need.get(anchor, True)],
    }


def context(summary: Summary) -> dict[str, object]:
    """What the template is filled with; the page of the summary uses the same."""
    known = words_of(summary)
    say = Saying(known, summary)
    return {
        "summary": summary,
        "words": known,
        "phase": known[f"phase_{summary.phase}"],
        "left_open": front.left_open(summary, say),
        "base": say("base", n=summary.shown_count, stanced=summary.stanced, replies=summary.replies),
        "statuses": STATUSES,
        "stances": STANCES,
        "most": max((clause.stanced for clause in summary.clauses), default=0),
        "every": summary.posts[-1],
        "units": (("posts", summary.posts), ("submissions", summary.submissions)),
        "five": front.head_figures(summary, say),
        "polls": [polls.poll(poll, say) for poll in summary.polls],
        "moderation": list(tables.moderation(summary, say)),
    }

"""The fixed words of a report in the language that it is made in."""

from collections.abc import Mapping
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.discussion.rules import Office
from consult.discussion.speaking import by_office
from consult.reports.summary import Summary

WORDS: Final[Mapping[str, Promise]] = {
    "report": _("Consultation summary"),
    "asked": _("What was asked"),
    "dates": _("Dates"),
    "opened": _("Opened"),
    "closes": _("Closes"),
    "made": _("Made"),
    "institution": _("Institution"),
    "announcement": _("Announcement"),
    "legal_basis": _("Legal basis"),
    "draft": _("Draft"),
    "revision": _("Version"),
    "moderation": _("Moderation"),
    "before": _("before publication"),
    "after": _("after publication"),
    "phase": _("Stage"),
    "received": _("Received"),
    "shown": _("shown"),
    "held": _("held"),
    "hidden": _("hidden"),
    "withdrawn": _("withdrawn"),
    "erased": _("erased"),
    "posts": _("Contributions"),
    "submissions": _("Submissions"),
    "people": _("People who took part"),
    "channel": _("Channel"),
    "all": _("all channels"),
    "web": _("web"),
    "api": _("program (API)"),
    "e-mail": _("e-mail"),
    "paper": _("paper"),
    "hearing": _("hearing"),
    "rule": _("House rule"),
    "hidden_by_rule": _("Hidden now, by house rule"),
    "clause": _("Clause"),
    "by_clause": _("Clause by clause"),
    "support": _("support"),
    "oppose": _("oppose"),
    "mixed": _("mixed"),
    "neutral": _("neutral"),
    "replies": _("replies"),
    "numbers": _("Contributions by number"),
    "stances": _("Where people stand"),
    "general": _("The draft as a whole"),
    "every_post": _("Every shown contribution"),
    "no_posts": _("Nothing is shown yet."),
    "comment": _("comment"),
    "question": _("question"),
    "proposal": _("proposal"),
    "reply": _("reply"),
    "replace": _("proposes to replace the clause with"),
    "insert_after": _("proposes to insert after the clause"),
    "delete": _("proposes to delete the clause"),
    "name": _("Name"),
    "withheld": _("name withheld"),
    "for_organisation": _("for %(organisation)s"),
    "of": _("of"),
    "base": _("Base: %(n)s shown contributions, replies included; a share is printed with its base."),
    "bars": _("A bar is as long as there are contributions that take a stance."),
    "figures": _("In figures"),
    "people_took_part": _("people took part"),
    "submissions_received": _("submissions received"),
    "posts_received": _("contributions received"),
    "posts_shown": _("contributions shown, of"),
    "most_discussed": _("Most discussed"),
    "most_discussed_caption": _("Shown contributions on each clause, replies included, of"),
    "most_contested": _("Most contested"),
    "contested_how": _(
        "At most three clauses on which both sides spoke most: the smaller of support and oppose decides the order. Of each side, the "
        "contribution with the lowest number is quoted; it stands for itself."
    ),
    "contested_none": _("There is no clause yet that some support and others oppose."),
    "side_support": _("In support"),
    "side_oppose": _("Opposed"),
    "contribution": _("Contribution"),
    "with_stance": _("contributions that take a stance"),
    "sum": _("In all"),
    "fate": _("What became of the contributions"),
    "fate_caption": _("Contributions as they stand now, of"),
    "share": _("Share"),
    "missing": _(
        "Nobody asked those who did not write: people without a device, without time, or without trust in being heard are counted "
        "nowhere here. What was hidden, withdrawn or is still waiting is counted, and its words are not shown."
    ),
    "limits": _("What these figures do not show"),
    "caveat": _(
        "Those who took part chose to do so; they stand for nobody but themselves. One account is one person only as far as an "
        "e-mail address can tell. A number of contributions is not a number of people, and neither is a vote. Read the reasons, "
        "not only the counts."
    ),
    "adds_up": _("Received = shown + held + hidden + withdrawn + erased, for each channel, in contributions and in submissions."),
    "record": _("The record"),
    "head": _("Head of the record"),
    "entries": _("entries"),
    "verify": _(
        "Every figure can be counted again from the list of shown contributions in each file; the record's head fixes what they were."
    ),
    "practice": _("This is a practice consultation: nothing in it counts."),
    "not_set": _("not set"),
    "phase_draft": _("in preparation"),
    "phase_announced": _("announced"),
    "phase_open": _("open"),
    "phase_closed": _("closed"),
    "phase_answered": _("answered"),
    "phase_archived": _("archived"),
}


def words(language: str) -> Mapping[str, str]:
    """Headings, labels and the standing sentences of a report, by key."""
    with translation.override(language):
        return {key: str(word) for key, word in WORDS.items()}


def words_of(summary: Summary) -> Mapping[str, str]:
    """The words of this summary, and what whoever replies by an office is called in it, by office."""
    with translation.override(summary.language):
        return {**words(summary.language), **{office.value: by_office(office, summary.institution) for office in Office}}

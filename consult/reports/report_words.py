"""The fixed words of a report in the language that it is made in."""

from collections.abc import Mapping
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.discussion.attribution import by_office
from consult.discussion.rules import Office
from consult.reports.summary import COUNTING, Summary

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
    "left_open": _("Questions left open"),
    "left_open_why": _("%(n)s. The institution says why: %(reason)s"),
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
    "general_and_gone": _("The draft as a whole, and clauses that are gone"),
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
    "base": _(
        "Of %(n)s shown contributions %(stanced)s take a stance: every share of a stance is of these. Replies take none; "
        "there are %(replies)s."
    ),
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
    "opened_anew": _("Whoever has an account erased can open another, and then counts as one more."),
    "adds_up": _("Received = shown + held + hidden + withdrawn + erased, for each channel, in contributions and in submissions."),
    "record": _("The record"),
    "head": _("Head of the record"),
    "entries": _("entries"),
    "verify": _(
        "Every figure can be counted again from the list of shown contributions in each file; the record's head fixes what they were."
    ),
    "practice": _("This is a practice consultation: nothing in it counts."),
    "not_set": _("not set"),
    "decision_maker": _("Summary for the decision maker"),
    "contents": _("Contents"),
    "how_to_read": _("How to read this report"),
    "read_base": _("Every percentage has its base beside it: 38.0% of 1,504 means 38.0 in a hundred of these 1,504."),
    "read_cite": _(
        "A number in square brackets names a contribution; the list of contributions and the pages of the consultation use the same."
    ),
    "with_posts": _("with %(n)s contributions"),
    "whom_people_are": _("accounts that contributed something of their own, the team not counted"),
    "whom_people_were": _("accounts that sent at least one submission, the team’s replies among them"),
    "posts_are_shown": _("contributions shown"),
    "of_received": _("contributions received"),
    "posts_oppose": _("contributions oppose"),
    "of_stanced": _("shown contributions that take a stance"),
    "clauses_reached": _("clauses with contributions"),
    "of_clauses": _("clauses of the draft"),
    "voice_none": _("No contribution."),
    "poll_results": _("Results of the polls"),
    "poll_took_part": _("%(n)s took part, %(share)s who could."),
    "poll_most": _("Most votes: “%(title)s”, %(n)s, %(share)s."),
    "poll_by_lot": _("Equal in votes with %(others)s, chosen by lot: “%(title)s”, %(n)s, %(share)s."),
    "poll_nothing": _("No ballot names an option."),
    "more_polls": _("The results of %(n)s more stand in the section on polls."),
    "what_was_asked": _("What was asked, and of whom"),
    "in_plain_words": _("In plain words"),
    "clauses_intro": _("%(n)s of %(base)s clauses have contributions; %(posts)s contributions are shown in all."),
    "wording": _("Wording"),
    "stance": _("Stance"),
    "clauses_and_words": _("Each clause, with words and proposals"),
    "in_their_words": _("In their words"),
    "proposals": _("Proposals"),
    "n_posts": _("%(n)s contributions"),
    "n_replies": _("replies: %(n)s"),
    "n_supports": _("supported by %(n)s"),
    "more_proposals": _("Further proposals: %(n)s [%(numbers)s]"),
    "taken_out": _("taken out"),
    "put_in": _("put in"),
    "polls": _("Polls"),
    "polls_caveat": _(
        "A result tells of those who took part, and of nobody else. It is advice; the decision stays with the body that the law names."
    ),
    "poll_base": _(
        "%(taking_part)s took part, %(share)s accounts that could vote. %(ballots)s ballots were counted; %(abstentions)s abstained, "
        "%(abstained)s ballots. %(chosen)s ballots name an option."
    ),
    "poll_won": _("Most votes: %(titles)s."),
    "poll_drawn": _("Equal in votes with others, and first by lot: %(titles)s."),
    "poll_counted": _("Open from %(opened)s to %(closed)s. Counted as: %(method)s. A tie is broken by lot."),
    "plurality": _("one choice, most votes"),
    "poll_tie": _("Equal in votes: %(titles)s. The lot decided, in this order."),
    "poll_votes": _("Votes, of %(n)s ballots that name an option"),
    "option": _("Option"),
    "votes": _("Votes"),
    "recomputable": _("Recomputable: anybody can count it again from the published list of ballots."),
    "not_recomputable": _("Not recomputable: fewer than ten ballots were cast, so totals alone are published."),
    "poll_id": _("Poll"),
    "rules_hash": _("SHA-256 of the rules"),
    "list_hash": _("SHA-256 of the list"),
    "list_hash_of": _("SHA-256 of the list, poll %(n)s"),
    "seed": _("Seed of the lot"),
    "came_in": _("What came in, and how it was moderated"),
    "status": _("Status"),
    "posts_by_channel": _("Contributions by channel"),
    "submissions_by_channel": _("Submissions by channel; one counts by its most open contribution"),
    "number": _("Number"),
    "decisions": _("Decisions"),
    "decisions_line": _("%(n)s by moderators; taken back: %(m)s, %(reversed)s."),
    "waits": _("Waiting time"),
    "waits_line": _("Of %(n)s that waited and were decided, half within %(median)s; the longest took %(longest)s."),
    "waits_long": _("Longer than a day: %(n)s, %(share)s."),
    "reports_of_readers": _("Reports by readers"),
    "reports_line": _(
        "%(n)s in all: %(hidden)s led to hiding, %(stood)s were let stand, %(settled)s settled otherwise, %(waiting)s wait for an answer."
    ),
    "method": _("Method and limits"),
    "how": _("How it was made"),
    "method_posts": _(
        "Every shown contribution is counted once, on the clause that its author chose, with the stance that its author took."
    ),
    "method_quotes": _(
        "Of each side, the contribution with the lowest number is quoted; nobody picked it. The most contested clause is the one on which "
        "the smaller side is largest."
    ),
    "method_proposals": _(
        "Proposals stand beside the draft as it was when their authors read it: what goes is struck, what comes is underlined. "
        "Those that most people support come first."
    ),
    "method_figures": _("The figures were counted by a program at one instant, and checked against each other before this file was made."),
    "how_to_verify": _("The record, and how to verify"),
    "length": _("Length"),
    "n_entries": _("%(n)s entries"),
    "steps": _("How to verify"),
    "step_head": _(
        "Keep the head above. Each entry of the record holds the hash of the one before it, so whoever changes one changes every head "
        "after it. Later reports print later heads; the last step tells whether the one above still stands in the record."
    ),
    "step_list": _(
        "Count again: the CSV file of this report holds each figure with its base, and every shown contribution with clause, kind "
        "and stance."
    ),
    "step_polls": _(
        "For a poll, download the list of ballots from its page; its SHA-256 and your own count have to agree with what is printed here."
    ),
    "annex_figures": _("Annex A: figures"),
    "annex_posts": _("Annex B: every shown contribution"),
    "by_kind": _("Shown contributions by kind"),
    "by_stance": _("Shown contributions that take a stance, by stance"),
    "kind": _("Kind"),
    "table_by_clause": _("Shown contributions by clause"),
    "stanced": _("take a stance"),
    "posts_elsewhere": _(
        "There are %(n)s shown contributions, more than the %(most)s that are listed on paper. The whole list is the CSV file of this "
        "report."
    ),
    "list_file_hash": _("Its SHA-256:"),
    "step_bundle": _(
        "Or let a program count: take the open data from the page of this report, take verify.py out of the archive, and run "
        "“python verify.py %(bundle)s --head” with the head above, or for an edition “--edition” with the hash of its data. "
        "It needs Python alone."
    ),
    "edition": _("Edition"),
    "edition_number": _("Edition %(n)s"),
    "data_hash": _("SHA-256 of the edition's data"),
    "foot": _("Made %(made)s · Head of the record %(head)s"),
    "page": _("Page"),
    "cover_note": _("A column a clause: up is support, down is oppose."),
    "cover_alt": _("A chart of support and oppose by clause; the figures stand in annex A."),
    "table": _("Table"),
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


def whom(summary: Summary) -> str:
    """Which word says who counts as people: an edition from before 0.8 counts the team's replies, too."""
    return "whom_people_are" if summary.counting >= COUNTING else "whom_people_were"

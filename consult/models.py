"""The index of all tables: one migration history for all subjects."""

from consult.accounts.models import Account, CodeMail, Person, Pseudonym, SessionSign, Token
from consult.consultations.models import Consultation, ConsultationText, HouseRule, HouseRuleText, Membership
from consult.discussion.models import (
    Attachment,
    Draft,
    Flag,
    ListedWord,
    PickedProposal,
    Placement,
    PlacementDecision,
    Point,
    Post,
    PostVersion,
    Receipt,
    Submission,
    Support,
    Thread,
    ThreadClause,
    ThreadEvent,
)
from consult.documents.models import Clause, ClauseLink, Document, DocumentText, Edit, Matching, Paper, Reading, Revision, Source, Wording
from consult.moderation.models import Decision, Keeping
from consult.platform.audit.models import Chain, Entry
from consult.platform.idempotency import OnceKey
from consult.platform.limits import Counter
from consult.polls.models import Ballot, ClosedBallot, ClosedParticipation, Option, Participation, Poll
from consult.reports.models import Edition, EditionFile

__all__ = [
    "Account",
    "Attachment",
    "Ballot",
    "Chain",
    "Clause",
    "ClauseLink",
    "ClosedBallot",
    "ClosedParticipation",
    "CodeMail",
    "Consultation",
    "ConsultationText",
    "Counter",
    "Decision",
    "Document",
    "DocumentText",
    "Draft",
    "Edit",
    "Edition",
    "EditionFile",
    "Entry",
    "Flag",
    "HouseRule",
    "HouseRuleText",
    "Keeping",
    "ListedWord",
    "Matching",
    "Membership",
    "OnceKey",
    "Option",
    "Paper",
    "Participation",
    "Person",
    "PickedProposal",
    "Placement",
    "PlacementDecision",
    "Point",
    "Poll",
    "Post",
    "PostVersion",
    "Pseudonym",
    "Reading",
    "Receipt",
    "Revision",
    "SessionSign",
    "Source",
    "Submission",
    "Support",
    "Thread",
    "ThreadClause",
    "ThreadEvent",
    "Token",
    "Wording",
]

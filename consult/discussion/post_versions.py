"""Making one version of a post: the name it is shown under, what screening says, salt and hash."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from consult.accounts.models import Person
from consult.anchoring.quotes import Quote, anchored, joined
from consult.consultations.rules import Moderation
from consult.discussion.models import PostVersion, Receipt, Submission
from consult.discussion.rules import Contribution, Kind, Operation, Proposal, ShownName, Stance, Status, check, check_size, hashed_text
from consult.discussion.screening import Screening, Verdict, screen
from consult.documents.models import Wording
from consult.errors import BadInput
from consult.formats.outline.composed_text import composed
from consult.platform.audit.canonical import salted
from consult.platform.markup import clean_text, paragraphs

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another when read aloud


@dataclass(frozen=True)
class Drafted:
    """A contribution that has passed the checks, with the name it is shown under and what screening says of it."""

    given: Contribution
    name: str
    screening: Screening
    language: str = ""  # of the words, as far as is known: the one that their author reads


class Known(Protocol):
    """What the checks have to know beside what was given (`sources`)."""

    def parts(self, wording: Wording) -> list[Wording]:
        """The clause and the parts below it, in reading order."""

    def listed(self) -> Sequence[str]:
        """The words that have a post looked at before it is shown."""


def drafted(
    given: Contribution, *, wording: Wording | None, author: Person, lately: int, now: datetime, known: Known, on_behalf_of: str = ""
) -> Drafted:
    """Clean, check and screen what was given.

    Args:
        on_behalf_of: name of the organisation that the author writes for; it is shown, so it is screened like a name.
        lately: how many posts and edits the author has sent in the last minutes.

    Raises:
        BadInput: naming the field.
    """
    given = cleaned(given)
    says = text_of(wording, whole=given.quote is not None, known=known)
    check(given, clause_text=says)
    if wording is not None:
        check_new(given.proposal, wording, known=known)
    if given.quote is not None:
        given = replace(given, quote=anchored(given.quote, says))
    name = name_of(author, given.shown_name)
    named, age = f"{name}\n{on_behalf_of}".strip(), now - author.joined_at
    screening = screened(given, named, listed=known.listed(), account_age=age, lately=lately)
    return Drafted(given=given, name=name, screening=screening, language=author.language)


def check_new(proposal: Proposal | None, wording: Wording, *, known: Known) -> None:
    """Refuse to replace a clause by what it says with all its parts, with their numbers or without.

    Raises:
        BadInput: nothing would change.
    """
    if proposal is None or proposal.operation is not Operation.REPLACE:
        return
    parts = known.parts(wording)
    if proposal.wording.split() in (composed(parts).split(), joined([part.text for part in parts]).split()):
        raise BadInput("post.proposal_same", field="proposal")


def screened(given: Contribution, name: str, *, listed: Sequence[str], account_age: timedelta, lately: int) -> Screening:
    """What screening says of it, knowing the list of words."""
    words = "\n".join(filter(None, [given.text, given.proposal.wording if given.proposal else "", name]))
    return screen(words, listed=listed, account_age=account_age, posts_lately=lately)


def cleaned(given: Contribution) -> Contribution:
    """The contribution as it is stored: text, proposed wording and what surrounds a quote through markup.

    Raises:
        BadInput: it is so long that cleaning it would keep others waiting.
    """
    check_size(given)
    proposal = replace(given.proposal, wording=clean_text(given.proposal.wording)) if given.proposal else None
    quote = replace(given.quote, prefix=clean_text(given.quote.prefix), suffix=clean_text(given.quote.suffix)) if given.quote else None
    return replace(given, text=clean_text(given.text), proposal=proposal, quote=quote)


def text_of(wording: Wording | None, *, whole: bool, known: Known) -> str:
    """What the clause says: its own text or, for a quote, with its parts in reading order, joined by one space."""
    if wording is None:
        return ""
    return joined([part.text for part in known.parts(wording)]) if whole else wording.text


def name_of(author: Person, shown: ShownName) -> str:
    """The name that the public sees; empty where it is withheld.

    Raises:
        BadInput: the author has no such name.
    """
    if shown is ShownName.WITHHELD:
        return ""
    name = author.name if shown is ShownName.REAL else author.chosen_name
    if not name:
        raise BadInput("post.name", field="shown_name")
    return name


def first_status(draft: Drafted, moderation: Moderation) -> Status:
    """Whether a version is public at once."""
    if moderation is Moderation.BEFORE or draft.screening.verdict is Verdict.HOLD:
        return Status.HELD
    return Status.SHOWN


def new_receipt(submission: Submission, *, now: datetime) -> Receipt:
    """A receipt with a fresh random code."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(10))
    return Receipt.objects.create(code=code, submission=submission, received_at=now)


def grouped(code: str) -> str:
    """A receipt's code as people read it, in groups that are easily said aloud: `K7RM-4QX2-9D`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def version_of(draft: Drafted, *, number: int, status: Status, receipt: Receipt, now: datetime) -> PostVersion:
    """A version that is not stored yet and knows no post yet."""
    given, salt = draft.given, secrets.token_hex(16)
    wording = given.proposal.wording if given.proposal else ""
    return PostVersion(
        receipt=receipt,
        number=number,
        status=status,
        text=given.text,
        html=paragraphs(given.text),
        language=draft.language,
        stance=given.stance or "",
        operation=given.proposal.operation if given.proposal else "",
        wording=wording,
        quote=asdict(given.quote) if given.quote else None,
        shown_name=given.shown_name,
        name=draft.name,
        salt=salt,
        sha256=salted(salt, hashed_text(given.text, wording)),
        signals=[{"code": signal.code, "found": signal.found} for signal in draft.screening.signals],
        shown_at=now if status is Status.SHOWN else None,
        created_at=now,
    )


def contribution_of(version: PostVersion) -> Contribution:
    """What a version says, as it was given."""
    return Contribution(
        text=version.text,
        kind=Kind(version.post.kind),
        stance=Stance(version.stance) if version.stance else None,
        quote=Quote(**version.quote) if version.quote else None,
        proposal=Proposal(Operation(version.operation), version.wording) if version.operation else None,
        shown_name=ShownName(version.shown_name),
    )

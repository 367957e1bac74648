"""What stands in a person's name, what of it an erasure takes away, and what stays and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.accounts.models import Account, Person, Pseudonym, Token
from consult.consultations.forget_person import sole_official_of
from consult.consultations.models import Consultation, Membership
from consult.discussion.actions.forget_person import said_by
from consult.discussion.models import Attachment, Draft, Flag, PickedProposal, PlacementDecision, Post, Support
from consult.discussion.rules import Status
from consult.documents.models import ClauseLink, Edit
from consult.moderation.models import Decision, Keeping
from consult.platform.audit.models import Entry
from consult.polls.queries import voted_in
from consult.reports.models import Edition

GOES: Final[Mapping[str, Promise]] = {
    "account": _("Account with its e-mail address; every device is signed out"),
    "names": _("Names that were given"),
    "words": _("Words of contributions, in every version, with proposed wording, shown name and salt"),
    "files": _("Files that were sent along, with their names and with what was read in them"),
    "reasons": _("Reasons that moderators wrote about these contributions, since they may quote them"),
    "drafts": _("Letters that were not sent"),
    "notes": _("Notes to moderators on contributions that were reported"),
    "tokens": _("Tokens for programs"),
    "teams": _("Places in teams"),
}
STAYS: Final[Mapping[str, tuple[Promise, Promise]]] = {  # code → what, why
    "posts": (
        _("Number, place and time of contributions, marked as erased"),
        _("so that totals still add up, and replies still have something that they answer"),
    ),
    "sent": (_("How many files came with contributions, of what kind and size"), _("so that it can be told what was received")),
    "replies": (_("Replies of others to them"), _("since these are the words of others")),
    "supports": (_("Supports that were given, as a number without a name"), _("so that what others relied on does not change")),
    "votes": (
        _("That you took part in polls; how you voted is joined to you nowhere"),
        _("so that the number of votes still fits the number of people who took part"),
    ),
    "flags": (_("That contributions were reported, without a note"), _("so that the figures of moderation stay right")),
    "receipts": (_("Receipts, which say that the words were erased"), _("so that what was received can still be told from what was not")),
    "office": (
        _("What was answered, decided or frozen by office, which names nobody"),
        _("since it is the institution that spoke, and others are entitled to its reasons"),
    ),
    "record": (
        _("Entries of the record: hashes, under a random name"),
        _("so that nobody can change afterwards what happened; whose name it was is deleted"),
    ),
}


@dataclass(frozen=True)
class Holding:
    """One kind of thing that stands in a person's name, and how many there are of it; the reason is empty where it goes."""

    code: str
    n: int
    what: Promise
    why: Promise | None = None


@dataclass(frozen=True)
class Holdings:
    """What goes, what stays, and the consultations in whose team somebody else has to be official first. Of what there is none, nothing."""

    goes: Sequence[Holding]
    stays: Sequence[Holding]
    in_the_way: Sequence[Consultation]


def holdings(person: Person, *, now: datetime) -> Holdings:
    """Everything that stands in the person's name, counted; for themselves and the operator."""
    counted = {**counted_words(person), **counted_acts(person)}
    goes = [Holding(code, counted[code], what) for code, what in GOES.items() if counted[code]]
    stays = [Holding(code, counted[code], what, why) for code, (what, why) in STAYS.items() if counted[code]]
    return Holdings(goes, stays, sole_official_of(person, now=now))


def counted_words(person: Person) -> dict[str, int]:
    """What they said for themselves, and what was said about it."""
    said = said_by(person)
    posts = said.count()
    files = Attachment.objects.filter(person=person)
    decided = Decision.objects.filter(version__post__in=said).count() + Keeping.objects.filter(version__post__in=said).count()
    return {
        "words": posts,
        "posts": posts,
        "files": files.exclude(status=Status.ERASED).count(),
        "sent": files.filter(submission__isnull=False).count(),
        "reasons": decided,
        "replies": Post.objects.filter(reply_to__in=said).exclude(submission__author=person).count(),
        "receipts": said.values("versions__receipt").distinct().count(),
        "drafts": Draft.objects.filter(person=person).count(),
    }


def counted_acts(person: Person) -> dict[str, int]:
    """What they did, what they are, and how they sign in."""
    flags, accounts = Flag.objects.filter(person=person), Account.objects.filter(person=person).count()
    decided = Decision.objects.filter(decided_by=person).count() + Keeping.objects.filter(kept_by=person).count()
    decided += Edition.objects.filter(frozen_by=person).count() + Edit.objects.filter(edited_by=person).count()
    decided += ClauseLink.objects.filter(confirmed_by=person).count() + PlacementDecision.objects.filter(decided_by=person).count()
    decided += PickedProposal.objects.filter(settled_by=person).count()
    return {
        "account": accounts,
        "names": len([name for name in (person.name, person.chosen_name) if name]),
        "notes": flags.exclude(text="").count(),
        "flags": flags.count(),
        "supports": Support.objects.filter(person=person).count(),
        "votes": voted_in(person).count(),
        "tokens": Token.objects.filter(account__person=person).count(),
        "teams": Membership.objects.filter(person=person).count(),
        "office": decided + Post.objects.filter(~Q(office=""), submission__author=person).count(),
        "record": Entry.objects.filter(actor__in=Pseudonym.objects.filter(person=person).values("pk")).count(),
    }

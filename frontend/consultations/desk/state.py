"""How a consultation stands for its team: what waits in it, and the one step that comes next for whoever looks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consult.access import Phase, Role
from consult.consultations.models import Consultation, ConsultationText
from consult.documents.models import Revision
from consult.documents.rules import RevisionStatus
from consult.moderation.waiting_counts import Waits
from consult.platform.times import local

PREPARING: Final = frozenset({Phase.DRAFT, Phase.ANNOUNCED})
OVER: Final = frozenset({Phase.CLOSED, Phase.ANSWERED, Phase.ARCHIVED})


@dataclass(frozen=True)
class NextStep:
    """What to do next, and where."""

    label: Promise
    page: str  # the name of its address
    anchor: str = ""

    def address(self, slug: str) -> str:
        """Where it is done."""
        return reverse(self.page, args=[slug]) + self.anchor


IMPORT: Final = NextStep(_("Import the draft"), "import")
CHECK: Final = NextStep(_("Check what was read, and publish it"), "import")
MATCH: Final = NextStep(_("Say what became of each clause"), "match")
ANNOUNCE: Final = NextStep(_("Announce it, or open it"), "desk", "#steps")
DECIDE: Final = NextStep(_("Decide about what waits"), "queue")
LOOK: Final = NextStep(_("Look at what waits"), "queue")
ANSWER: Final = NextStep(_("Answer the questions"), "questions")
SUMMARY: Final = NextStep(_("Read and download the summary"), "report")
VISIT: Final = NextStep(_("See it as the public does"), "consultation")
READ: Final = NextStep(_("Read what was imported"), "import")


@dataclass(frozen=True)
class State:
    """One consultation as it stands at `now`, for a viewer with these `roles` in it."""

    row: Consultation
    text: ConsultationText
    phase: Phase
    roles: Collection[Role]
    revision: Revision | None  # the newest, published or not
    waits: Mapping[Waits, int]
    now: datetime

    @property
    def waiting(self) -> int:
        """How many versions wait for a decision."""
        return self.waits.get(Waits.HELD, 0)

    @property
    def reported(self) -> int:
        """How many public contributions readers reported."""
        return self.waits.get(Waits.REPORTED, 0)

    @property
    def asked(self) -> int:
        """How many public questions wait for an answer by an official."""
        return self.waits.get(Waits.ASKED, 0)

    @property
    def letters(self) -> int:
        """Of how many letters for organisations some point waits."""
        return self.waits.get(Waits.LETTERS, 0)

    @property
    def links(self) -> int:
        """Of how many clauses it is doubtful what became of them in the version that waits."""
        return self.waits.get(Waits.LINKS, 0)

    @property
    def places(self) -> int:
        """Of how many contributions it is doubtful where they stand in the newest version."""
        return self.waits.get(Waits.PLACES, 0)

    @property
    def is_over(self) -> bool:
        """Whether nothing can be written any more."""
        return self.phase in OVER

    @property
    def official(self) -> bool:
        """Whether the viewer runs it."""
        return Role.OFFICIAL in self.roles

    @property
    def published(self) -> bool:
        """Whether there is a draft that people can read."""
        return self.revision is not None and self.revision.status == RevisionStatus.PUBLISHED

    @property
    def unpublished(self) -> bool:
        """Whether a draft was imported and waits to be checked."""
        return self.revision is not None and not self.published

    @property
    def lacking(self) -> bool:
        """Whether there should be a draft, and is none."""
        return self.revision is None and self.phase not in OVER

    @property
    def opens_in(self) -> int | None:
        """Days until it opens, begun ones counted whole; None where it is not announced for an instant."""
        return days(self.row.opens_at, now=self.now) if self.phase is Phase.ANNOUNCED else None

    @property
    def closes_in(self) -> int | None:
        """Days until it closes, begun ones counted whole; None where no end is set."""
        return days(self.row.closes_at, now=self.now) if self.phase is Phase.OPEN else None

    @property
    def next(self) -> NextStep:
        """The one step that comes next."""
        if self.official and self.links:
            return MATCH
        if self.official and not self.published and self.phase not in OVER:
            return CHECK if self.unpublished else IMPORT
        if self.official and self.phase is Phase.DRAFT:
            return ANNOUNCE
        if self.asked and self.official and Role.MODERATOR not in self.roles:
            return ANSWER
        if self.waiting or self.reported:
            return DECIDE if Role.MODERATOR in self.roles else LOOK
        if self.phase in PREPARING:
            return READ if self.unpublished else VISIT
        return SUMMARY

    @property
    def address(self) -> str:
        """Where the next step is taken."""
        return self.next.address(self.row.slug)


def days(at: datetime | None, *, now: datetime) -> int | None:
    """Days of the calendar from now to then, as the public pages count them."""
    return (local(at, "WIB").date() - local(now, "WIB").date()).days if at else None

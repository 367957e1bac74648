"""The clause or thread that an address names, and who looks at it; what its pages say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from consult.access import TAKING_STOCK, Phase, Right, Role, allowed
from consult.accounts.viewer import Viewer
from consult.consultations.house_rules import rule_titles
from consult.consultations.models import Consultation
from consult.consultations.queries import text_in
from consult.consultations.rights import phase_of, roles_of
from consult.discussion.locks import Place
from consult.discussion.models import Thread
from consult.discussion.queries.places import Spot, spot_of
from consult.discussion.queries.threads import title_of
from consult.documents.models import Revision, Wording
from consult.documents.queries import parts_of_each
from consult.formats.outline.composed_text import composed
from frontend.discussion.writing.visitor_address import visitor_form
from frontend.documents.reading.outline import Row, outlined
from frontend.request_context import SignedRequest
from frontend.signed_in import sign_in_address


@dataclass(frozen=True)
class Here:
    """A place to read and write at, as the latest published revision has it, in the phase of now."""

    spot: Spot
    phase: Phase
    viewer: Viewer

    @property
    def row(self) -> Consultation:
        """The consultation."""
        return self.spot.row

    @property
    def place(self) -> Place:
        """Where it is, for an action."""
        return self.spot.place

    @property
    def thread(self) -> Thread:
        """What stands there."""
        return self.spot.thread

    @property
    def revision(self) -> Revision:
        """The latest published one that has it, which the viewer sees."""
        return self.spot.revision

    @property
    def wording(self) -> Wording | None:
        """What the clause says, where it is one clause."""
        return self.spot.wording

    @property
    def address(self) -> str:
        """The path of its page."""
        if self.wording is not None:
            return reverse("clause", args=[self.row.slug, self.wording.clause_id])
        return reverse("thread", args=[self.row.slug, self.thread.pk])

    @property
    def title(self) -> str:
        """What readers call it."""
        return self.wording.label if self.wording is not None else title_of(self.thread)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the viewer is there; asked only where the page is shown, since an action asks by itself."""
        return roles_of(self.viewer, self.row)

    def may(self, right: Right) -> bool:
        """Whether the viewer has a right here now."""
        return allowed(self.roles, right, self.phase)

    @property
    def older(self) -> int | None:
        """The number of the version that is shown, where that is not the newest."""
        return self.revision.number if self.is_gone else None

    @property
    def is_gone(self) -> bool:
        """Whether the newest version has the clause no more: then it is shown as the last that has it."""
        return self.spot.lineage.ended is not None

    @cached_property
    def editions(self) -> Mapping[UUID, list[Wording]]:
        """The clause with its parts as each published version has it, by the id of the version; of one clause. One query."""
        return parts_of_each([self.wording, *self.spot.earlier]) if self.wording is not None else {}

    @property
    def parts(self) -> list[Wording]:
        """The clause with its parts, in reading order; none where it is not one clause."""
        return self.editions.get(self.revision.pk, [])

    def said_in(self, revision: UUID | None) -> str | None:
        """The heading and all that the clause says in that version; None where that has no such clause."""
        parts = self.editions.get(revision) if revision else None
        return "\n".join(filter(None, [parts[0].heading, composed(parts)])) if parts else None

    @cached_property
    def outline(self) -> list[Row]:
        """The same as a page shows it."""
        return outlined(self.parts)

    @cached_property
    def says(self) -> str:
        """All that the clause says, as a proposal to reword it begins."""
        return composed(self.parts)

    @cached_property
    def rules(self) -> Mapping[int, str]:
        """The house rules: number and title."""
        return rule_titles(self.row, get_language() or "id")


def found(request: SignedRequest, place: Place) -> Here:
    """The place, where the viewer may read it under this consultation's address."""
    spot = spot_of(place, viewer=request.viewer, now=request.now)
    return Here(spot, phase_of(spot.row, now=request.now), request.viewer)


def may_begin(here: Here) -> bool:
    """Whether the viewer finds a form there: a visitor too may write first, and signs in to send it."""
    takes = here.may(Right.POST_SUBMIT) or (here.phase is Phase.OPEN and here.viewer.person is None)
    return takes and not here.spot.is_locked


def may_support(here: Here) -> bool:
    """Whether the viewer finds a button to support what others wrote: a visitor too, who signs in first."""
    return here.may(Right.POST_SUPPORT) or (here.phase is Phase.OPEN and here.viewer.person is None)


def may_report(here: Here) -> bool:
    """Whether the viewer can report what others wrote: a visitor too, who signs in first."""
    return here.may(Right.POST_FLAG) or (here.phase in TAKING_STOCK and here.viewer.person is None)


def told(request: SignedRequest, here: Here) -> dict[str, Any]:
    """What every page of a place is given."""
    return {
        "here": here,
        "row": here.row,
        "text": text_in(here.row, get_language() or "id"),
        "wording": here.wording,
        "phase": here.phase,
        "is_open": here.phase is Phase.OPEN,
        "may_write": here.may(Right.POST_SUBMIT) and not here.spot.is_locked,
        "may_begin": may_begin(here),
        "may_lock": here.may(Right.THREAD_LOCK),
        "may_decide": here.may(Right.POST_DECIDE),
        "supporting": may_support(here),
        "may_report": may_report(here),
        "sign_in": sign_in_address(f"{here.address}#write"),
        "visitor": visitor_form(request),
    }

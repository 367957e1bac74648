"""The clause that an address names, and who looks at it; what its pages say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from consult.access import Phase, Right, Role, allowed
from consult.accounts.viewer import Viewer
from consult.consultations.house_rules import rule_titles
from consult.consultations.models import Consultation
from consult.consultations.queries import text_in
from consult.consultations.rights import phase_of, roles_of
from consult.documents.models import Wording
from consult.documents.queries import current_wording, parts_of
from consult.errors import NotFound
from frontend.documents.outline import Row, outlined
from frontend.requests import SignedRequest
from frontend.signed_in import sign_in_address


@dataclass(frozen=True)
class Here:
    """A clause in its latest published wording, in the phase of now."""

    wording: Wording
    row: Consultation
    phase: Phase
    viewer: Viewer

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the viewer is there; asked only where the page is shown, since an action asks by itself."""
        return roles_of(self.viewer, self.row)

    def may(self, right: Right) -> bool:
        """Whether the viewer has a right here now."""
        return allowed(self.roles, right, self.phase)

    @cached_property
    def outline(self) -> list[Row]:
        """The clause with its parts."""
        return outlined(parts_of(self.wording))

    @cached_property
    def says(self) -> str:
        """All that the clause says, as a proposal to reword it begins; asked of its parts only where it says nothing itself."""
        return self.wording.text or "\n".join(lines(self.outline))

    @cached_property
    def rules(self) -> Mapping[int, str]:
        """The house rules: number and title."""
        return rule_titles(self.row, get_language() or "id")


def lines(rows: Sequence[Row]) -> list[str]:
    """What the rows say, each with the number that hangs beside it."""
    said = []
    for row in rows:
        if row.wording.text:
            said.append(f"{row.hanging} {row.wording.text}".strip())
        said.extend(lines(row.items))
    return said


def found(request: SignedRequest, slug: str, clause_id: UUID) -> Here:
    """The clause, where the viewer may read it under this consultation's address."""
    wording = current_wording(clause_id, viewer=request.viewer, now=request.now)
    row = wording.revision.document.consultation
    if row.slug != slug:
        raise NotFound
    return Here(wording, row, phase_of(row, now=request.now), request.viewer)


def may_begin(here: Here) -> bool:
    """Whether the viewer finds a form there: a visitor too may write first, and signs in to send it."""
    return here.may(Right.POST_SUBMIT) or (here.phase is Phase.OPEN and here.viewer.person is None)


def told(request: SignedRequest, here: Here) -> dict[str, Any]:
    """What every page of a clause is given."""
    return {
        "here": here,
        "row": here.row,
        "text": text_in(here.row, get_language() or "id"),
        "wording": here.wording,
        "phase": here.phase,
        "is_open": here.phase is Phase.OPEN,
        "may_write": here.may(Right.POST_SUBMIT),
        "may_begin": may_begin(here),
        "may_decide": here.may(Right.POST_DECIDE),
        "sign_in": sign_in_address(f"{request.path}#write"),
    }

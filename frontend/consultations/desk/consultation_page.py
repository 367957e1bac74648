"""The desk of one consultation: where it stands, what waits, what came in, what has to be there, and the steps that are possible now."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from consult.access import Phase, Right, Role, allowed
from consult.consultations.models import Consultation, Membership
from consult.consultations.queries import consultation_of, team_of, text_in
from consult.consultations.rights import phase_of, roles_of
from consult.discussion.models import Post
from consult.discussion.queries.questions import open_questions
from consult.discussion.stances import STANCES
from consult.documents.queries import newest_revision
from consult.moderation.waiting_counts import numbers
from consult.reports.arrivals import Arrivals
from consult.reports.dashboard import arrivals
from consult.reports.report_words import words
from frontend.consultations.desk.columns import picture
from frontend.consultations.desk.dates import AnnounceForm, AnswerForm, ArchiveForm, CloseForm, OpenForm, PlainForm, StepForm
from frontend.consultations.desk.state import PREPARING, State
from frontend.consultations.desk.waits import table
from frontend.consultations.stages import Stage, line
from frontend.discussion.reading.clause_labels import labels_of
from frontend.forms import KeyedForm, form_page
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest

NAMED: Final = 10  # questions that are listed where the consultation is marked as answered
LINE = (Phase.DRAFT, Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED)
STEPS = {
    "may_announce": Right.CONSULTATION_ANNOUNCE,
    "may_open": Right.CONSULTATION_OPEN,
    "may_close": Right.CONSULTATION_CLOSE,
    "may_answer": Right.CONSULTATION_ANSWER,
    "may_archive": Right.CONSULTATION_ARCHIVE,
    "may_describe": Right.CONSULTATION_DESCRIBE,
    "may_import": Right.DRAFT_IMPORT,
}


@dataclass(frozen=True)
class Need:
    """Something that should be there before the public comes, and whether it is."""

    label: Promise
    there: bool
    page: str  # where it is mended


@require_safe
def desk(request: SignedRequest, slug: str) -> HttpResponse:
    """The desk, for the team."""
    return desk_page(request, slug)


def desk_page(request: SignedRequest, slug: str, came_back: StepForm | PlainForm | None = None) -> HttpResponse:
    """The desk, with a form that came back where there is one."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    team = team_of(row, viewer=request.viewer, now=request.now)
    came = arrivals(row, viewer=request.viewer, now=request.now, called=words(get_language() or "id"))
    state = state_of(request, row, came)
    waiting = table(came, row, is_over=state.is_over)
    opening = OpenForm.of(row, now=request.now)
    forms: dict[str, KeyedForm] = {"announcing": AnnounceForm(now=request.now), "opening": opening}
    forms |= {form.name: form for form in (CloseForm(), AnswerForm(), ArchiveForm())}
    if came_back:
        forms[came_back.name] = came_back
    may_do = {name: allowed(state.roles, right, state.phase) for name, right in STEPS.items()}
    return form_page(
        request,
        "consultations/desk/one.html",
        came_back,
        cache=PRIVATE,
        row=row,
        text=state.text,
        state=state,
        phase=state.phase,
        stages=stages(row, state.phase),
        team=team,
        needs=needs(state, team) if state.phase in PREPARING else [],
        polls={status: polls.number for status, polls in came.polls.items()},
        waiting=waiting,
        waits_besides=[one for one in waiting.rows if one.page != "questions"],
        came=came,
        picture=picture(came),
        stances=STANCES,
        asked=first_asked(row) if may_do["may_answer"] else [],
        **may_do,
        **forms,
    )


def state_of(request: SignedRequest, row: Consultation, came: Arrivals) -> State:
    """How the consultation stands, with what waits as it was read with what came in."""
    return State(
        row=row,
        text=text_in(row, get_language() or "id"),
        phase=phase_of(row, now=request.now),
        roles=sorted(roles_of(request.viewer, row)),
        revision=newest_revision(row, viewer=request.viewer, now=request.now),
        waits=numbers(came.waits),
        now=request.now,
    )


def first_asked(row: Consultation) -> list[tuple[Post, str]]:
    """The questions that have waited longest for an answer, each with the label of its clause. Two queries."""
    found = list(open_questions(row).prefetch_related(None)[:NAMED])
    called = labels_of(found)
    return [(post, called.get(post.pk, "")) for post in found]


def stages(row: Consultation, phase: Phase) -> list[Stage]:
    """The line, with the instants that are known; a later phase than those of the line stands at its end."""
    phases = LINE if phase in LINE else (*LINE[1:], phase)
    return line(phases, phase, {Phase.DRAFT: row.created_at, Phase.OPEN: row.opens_at, Phase.CLOSED: row.closes_at})


def needs(state: State, team: list[Membership]) -> list[Need]:
    """What should be there before the public comes."""
    roles = {member.role for member in team}
    return [
        Need(_("The draft is published"), state.published, "import"),
        Need(_("The question to the public is written"), bool(state.text.question), "desk_details"),
        Need(_("The summary is written"), bool(state.text.summary), "desk_details"),
        Need(_("Institution and contact are named"), bool(state.row.institution and state.row.contact), "desk_details"),
        Need(_("There is a moderator"), Role.MODERATOR in roles, "desk_details"),  # where it is shown at once too, some of it waits
    ]

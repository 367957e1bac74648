"""The desk's pages of polls: preparing one, saying it anew, opening and closing it, throwing it away."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import may, require
from consult.polls.actions import change_poll, close_poll, create_poll, discard_poll, open_poll
from consult.polls.models import Poll
from consult.polls.queries import polls_of, taking_part
from consult.polls.rules import Status
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther
from frontend.polls.forms import QuestionForm, StepForm, asked_in
from frontend.polls.poll_page import found
from frontend.request_context import SignedRequest

STEPS: Final = {"open": open_poll, "close": close_poll}


@require_http_methods(["GET", "HEAD", "POST"])
def polls(request: SignedRequest, slug: str) -> HttpResponse:
    """The polls, for the team; what is posted prepares one."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.POLL_PREVIEW, at=row, now=request.now)
    form = QuestionForm(request.POST) if request.method == "POST" else asked_in(row)
    if request.method == "POST":
        require(request.viewer, Right.POLL_PREPARE, at=row, now=request.now)
        if form.is_valid():
            with refusals_on(form):
                poll = create_poll(actor=request.viewer, slug=slug, question=form.question, key=form.once, now=request.now)
                messages.success(request, _("The poll is prepared. Nobody beside the team sees it until you open it."))
                return SeeOther(address(poll, slug))
    given = told(request, row) | {"polls": [(poll, taking_part(poll)) for poll in polls_of(row, viewer=request.viewer, now=request.now)]}
    return form_page(request, "polls/desk/polls.html", form, cache=PRIVATE, **given)


@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: SignedRequest, slug: str, poll_id: UUID) -> HttpResponse:
    """One poll, for the team; what is posted says it anew."""
    one = found(request, slug, poll_id)
    require(request.viewer, Right.POLL_PREVIEW, at=one.consultation, now=request.now)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm.of(one)
    if request.method == "POST":
        require(request.viewer, Right.POLL_PREPARE, at=one.consultation, now=request.now)
        if form.is_valid():
            with refusals_on(form):
                change_poll(actor=request.viewer, poll_id=poll_id, question=form.question, key=form.once, now=request.now)
                messages.success(request, _("The poll is changed."))
                return SeeOther(address(one, slug))
    return poll_page(request, one, form)


@require_http_methods(["POST"])
def step(request: SignedRequest, slug: str, poll_id: UUID, step: str) -> HttpResponse:
    """Open the poll, or close it."""
    one, form = found(request, slug, poll_id), StepForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            STEPS[step](actor=request.viewer, poll_id=poll_id, key=form.once, now=request.now)
            opened, closed = _("The poll is open. People can vote now."), _("The poll is closed and counted. The result is public.")
            messages.success(request, opened if step == "open" else closed)
            return SeeOther(reverse("poll", args=[slug, poll_id]) if step == "close" else address(one, slug))
    return poll_page(request, one, QuestionForm.of(one), step=form)


@require_http_methods(["POST"])
def discarded(request: SignedRequest, slug: str, poll_id: UUID) -> HttpResponse:
    """Throw the poll away."""
    one, form = found(request, slug, poll_id), StepForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            discard_poll(actor=request.viewer, poll_id=poll_id, key=form.once, now=request.now)
            messages.success(request, _("The poll was thrown away. Nobody outside the team has seen it."))
            return SeeOther(reverse("desk_polls", args=[slug]))
    return poll_page(request, one, QuestionForm.of(one), step=form)


def poll_page(request: SignedRequest, one: Poll, form: QuestionForm, *, step: KeyedForm | None = None) -> HttpResponse:
    """The poll with what can be done with it now."""
    given = told(request, one.consultation) | {
        "poll": one,
        "taking_part": taking_part(one),
        "step": step or StepForm(),
        "is_draft": one.status == Status.DRAFT,
        "is_open": one.status == Status.OPEN,
    }
    if step is not None:
        return form_page(request, "polls/desk/poll.html", step, cache=PRIVATE, **(given | {"question": form}))
    return form_page(request, "polls/desk/poll.html", form, cache=PRIVATE, **(given | {"question": form}))


def told(request: SignedRequest, row: Consultation) -> dict[str, Any]:
    """What both pages are given."""
    mays = {"prepare": Right.POLL_PREPARE, "open": Right.POLL_OPEN, "close": Right.POLL_CLOSE, "discard": Right.POLL_DISCARD}
    return {
        "row": row,
        "text": text_in(row, get_language() or "id"),
        **{f"may_{name}": may(request.viewer, right, at=row, now=request.now) for name, right in mays.items()},
    }


def address(poll: Poll, slug: str) -> str:
    """The poll's page at the desk."""
    return reverse("desk_poll", args=[slug, poll.pk])

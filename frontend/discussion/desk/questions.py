"""The questions that wait for an answer, for the team: each with a form to answer it where it stands."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consult.access import Right, allowed
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of
from consult.consultations.rights import phase_of, roles_of
from consult.discussion.actions import submit_post
from consult.discussion.attribution import office_of
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.queries.questions import question_of, questions_of
from consult.discussion.queries.thread_page import seen_by
from consult.discussion.rules import Channel, Office
from frontend.consultations.frame import frame
from frontend.discussion.posts.post_place import address_of, path_of
from frontend.discussion.reading.clause_labels import labels_of
from frontend.discussion.writing.office_reply import OfficeReplyForm
from frontend.forms import form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther, page
from frontend.request_context import SignedRequest
from frontend.signed_in import signed_in_only

AT_ONCE: Final = 20


@dataclass(frozen=True)
class Asked:
    """A question as the page lists it."""

    post: Post
    label: str
    form: OfficeReplyForm | None

    @property
    def path(self) -> str:
        """The page of its thread."""
        return path_of(self.post, self.post.consultation.slug)

    @property
    def address(self) -> str:
        """Where it stands there."""
        return address_of(self.post, self.post.consultation.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def questions(request: SignedRequest, slug: str) -> HttpResponse:
    """The list, oldest first; what is posted is a switch of language, and comes back as it was typed."""
    found = questions_of(slug, viewer=request.viewer, now=request.now).select_related("consultation")
    part = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    posts = [seen_by(request.viewer, post) for post in part.object_list]
    called, given = labels_of(posts), told(request, row)
    asked = [
        Asked(post, called.get(post.pk) or post.thread.title, form_for(post, request.POST or None) if given["may_answer"] else None)
        for post in posts
    ]
    return page(request, "discussion/questions.html", {**given, "asked": asked, "page": part}, cache=PRIVATE)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def answer(request: SignedRequest, slug: str, post_id: UUID) -> HttpResponse:
    """One question, and the answer to it."""
    question = question_of(slug, post_id, viewer=request.viewer, now=request.now)
    row = question.consultation
    form = sent_form(question, request.POST) if request.method == "POST" else OfficeReplyForm()
    if form.is_valid():
        with refusals_on(form):
            reply = take_in(request, question, form)
            messages.success(request, said(reply))
            return SeeOther(reverse("questions", args=[slug]))
    given = told(request, row)
    asked = Asked(seen_by(request.viewer, question), labels_of([question]).get(question.pk) or question.thread.title, form)
    return form_page(request, "discussion/question.html", form, cache=PRIVATE, asked=asked, **given)


def prefix_of(question: Post) -> str:
    """By which the fields of its form are told from those of others on the list."""
    return f"answer-{question.number}"


def form_for(question: Post, typed: QueryDict | None) -> OfficeReplyForm:
    """A form of the list, which may hold several: all their fields belong to the one form that the switch of language sends."""
    form = OfficeReplyForm(typed, auto_id="%s", prefix=prefix_of(question))
    for name in ("key", "text"):
        form.fields[name].widget.attrs["form"] = "typed"
    return form


def sent_form(question: Post, sent: QueryDict) -> OfficeReplyForm:
    """The form that was sent, from the list or from its own page."""
    prefix = prefix_of(question) if f"{prefix_of(question)}-text" in sent else None
    named = f"{prefix}-reply_to_post" if prefix else "reply_to_post"
    return OfficeReplyForm({**sent.dict(), named: str(question.pk)}, prefix=prefix)


def take_in(request: SignedRequest, question: Post, form: OfficeReplyForm) -> Post:
    """The reply that comes of what was written."""
    return submit_post(
        actor=request.viewer,
        place=Place(thread=question.thread_id, slug=question.consultation.slug),
        contribution=form.contribution(),
        reply_to=question.pk,
        revision=None,
        channel=Channel.WEB,
        address=request.address,
        now=request.now,
        key=form.once,
    )


def said(reply: Post) -> str:
    """What became of it."""
    if reply.number is None:
        return _("Your reply waits for a moderator, since it seems to hold something that should not be public.")
    if reply.office == Office.OFFICIAL:
        return _("Your answer is public as contribution %(number)s.") % {"number": reply.number}
    waits = _("Your reply is public as contribution %(number)s. The question goes on waiting for an official answer.")
    return waits % {"number": reply.number}


def told(request: SignedRequest, row: Consultation) -> dict[str, Any]:
    """What both pages say of the consultation and of who looks."""
    roles = roles_of(request.viewer, row)
    may_answer = allowed(roles, Right.POST_ANSWER, phase_of(row, now=request.now))
    return {**frame(row), "may_answer": may_answer, "office": office_of(roles)}

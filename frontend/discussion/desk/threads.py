"""The desk's page of threads: opening one over several clauses, closing one, opening it again."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consult.access import Right
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import may, require
from consult.discussion.actions import lock_thread, open_thread, unlock_thread
from consult.discussion.locks import Place
from consult.discussion.queries.threads import listed, threads_to_keep
from consult.discussion.thread_rules import NOTICE_LIMIT
from frontend.discussion.desk.thread_form import ThreadForm
from frontend.discussion.reading.thread_context import Here, found
from frontend.discussion.reading.threads import AT_ONCE
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE, SeeOther
from frontend.request_context import SignedRequest


class NoticeForm(KeyedForm):
    """Why a thread is closed."""

    notice = forms.CharField(
        label=gettext_lazy("Why is it closed?"),
        help_text=gettext_lazy("Everybody reads this where they would write."),
        widget=forms.Textarea({"rows": 3, "maxlength": NOTICE_LIMIT}),
        required=False,
    )


class OpeningForm(KeyedForm):
    """Nothing but the key."""


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: SignedRequest, slug: str) -> HttpResponse:
    """The threads, for the team; what is posted opens one."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.QUEUE_READ, at=row, now=request.now)
    form = ThreadForm(request.POST or None, row=row)
    if request.method == "POST":
        require(request.viewer, Right.THREAD_OPEN, at=row, now=request.now)
        if form.is_valid():
            with refusals_on(form):
                return opened(request, slug, form)
    part = Paginator(threads_to_keep(row), AT_ONCE).get_page(request.GET.get("page"))
    return form_page(
        request,
        "discussion/desk/threads.html",
        form,
        cache=PRIVATE,
        row=row,
        text=text_in(row, get_language() or "id"),
        page=part,
        threads=listed(list(part.object_list), row),
        may_open=may(request.viewer, Right.THREAD_OPEN, at=row, now=request.now),
        may_lock=may(request.viewer, Right.THREAD_LOCK, at=row, now=request.now),
    )


def opened(request: SignedRequest, slug: str, form: ThreadForm) -> HttpResponse:
    """The new thread's page."""
    title = form.cleaned_data["title"]
    thread = open_thread(actor=request.viewer, slug=slug, title=title, clauses=form.chosen, now=request.now, key=form.once)
    messages.success(request, _("The thread is open."))
    return SeeOther(found(request, Place(thread=thread.pk, slug=slug)).address)


@require_http_methods(["GET", "HEAD", "POST"])
def locking(request: SignedRequest, slug: str, thread_id: UUID) -> HttpResponse:
    """Ask why, then close the thread; where it is closed already, its page offers to open it again."""
    here = to_change(request, slug, thread_id)
    form = NoticeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            lock_thread(actor=request.viewer, thread_id=thread_id, notice=form.cleaned_data["notice"], now=request.now, key=form.once)
            messages.success(request, _("The thread is closed."))
            return SeeOther(here.address)
    return locking_page(request, here, form)


@require_POST
def unlocked(request: SignedRequest, slug: str, thread_id: UUID) -> HttpResponse:
    """Open it again."""
    here = to_change(request, slug, thread_id)
    form = OpeningForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            unlock_thread(actor=request.viewer, thread_id=thread_id, now=request.now, key=form.once)
            messages.success(request, _("The thread takes contributions again."))
            return SeeOther(here.address)
    return locking_page(request, here, form)


def to_change(request: SignedRequest, slug: str, thread_id: UUID) -> Here:
    """The thread, where the viewer may close and open it."""
    here = found(request, Place(thread=thread_id, slug=slug))
    require(request.viewer, Right.THREAD_LOCK, at=here.row, now=request.now)
    return here


def locking_page(request: SignedRequest, here: Here, form: KeyedForm) -> HttpResponse:
    """The page on which a thread is closed, or opened again."""
    text = text_in(here.row, get_language() or "id")
    again = form if isinstance(form, OpeningForm) else OpeningForm()
    return form_page(request, "discussion/desk/locking.html", form, cache=PRIVATE, here=here, row=here.row, text=text, again=again)

"""The page of a poll: what is asked, choosing, looking over, casting with a receipt; after closing, the result and checking a vote."""

import secrets
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from consult.access import Phase, Right
from consult.consultations.queries import text_in
from consult.consultations.rights import may, phase_of
from consult.errors import NotFound
from consult.platform import limits
from consult.polls.actions import cast_ballot
from consult.polls.ballot_files import ballots_csv
from consult.polls.ballots import CODE
from consult.polls.models import Poll
from consult.polls.queries import Vote, counted, has_voted, in_voters_order, poll_of, result_of, taking_part
from consult.polls.rules import Status
from consult.polls.voting_rights import require_vote
from frontend.file_answers import streamed
from frontend.forms import form_page, refusals_on
from frontend.http_answers import FORM, PRIVATE, page
from frontend.polls.forms import CheckForm, VoteForm, in_groups
from frontend.polls.result_chart import bars
from frontend.refusal_sentences import sentence
from frontend.request_context import SignedRequest
from frontend.signed_in import sign_in_address, to_sign_in

CAST: Final = "cast"  # the button below the code
CHANGE: Final = "change"  # the one that leads back to the options
OF_A_VOTE: Final = frozenset({"choice", CAST, CHANGE})  # what a form of voting holds, and one of checking does not
CODE_BYTES: Final = 16
LATE: Final = {  # refusal → what became of a vote that comes when the poll has closed
    "poll.not_open": _("The poll has closed meanwhile. Your vote was not counted."),
    "consultation.no_votes": _("The poll has closed meanwhile. Your vote was not counted."),
    "ballot.twice": _("The poll has closed meanwhile. You had voted before, and that vote was counted; what you sent now was not."),
}
UNKNOWN: Final = _("The poll has closed meanwhile. If you had cast your vote before, its receipt code tells you below that it was counted.")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: SignedRequest, slug: str, poll_id: UUID) -> HttpResponse:
    """Show the poll as it stands; look over and take in a vote while it is open, and check one after it has closed."""
    row = found(request, slug, poll_id)
    is_closed = row.status == Status.CLOSED
    is_vote = request.method == "POST" and not (is_closed and OF_A_VOTE.isdisjoint(request.POST))
    if is_closed and not is_vote:
        return closed(request, row)
    if is_vote and request.viewer.person is None:
        return closed(request, row, late=str(UNKNOWN)) if is_closed else to_sign_in(request, request.path)
    form = vote_form(request, row, is_sent=is_vote)
    if CHANGE not in request.POST and form.is_valid():
        with refusals_on(form):
            return looked_over(request, row, form) if CAST not in request.POST else cast(request, row, form)
    return too_late(request, row, form) if is_closed else poll_page(request, row, form)


def vote_form(request: SignedRequest, row: Poll, *, is_sent: bool) -> VoteForm:
    """The options as this voter sees them. Who wants to choose otherwise has sent nothing yet, and keeps choice and code."""
    options = in_voters_order(row, viewer=request.viewer)
    if CHANGE in request.POST and row.status != Status.CLOSED:
        return VoteForm(initial={name: request.POST.get(name, "") for name in ("choice", "code")}, options=options)
    return VoteForm(request.POST if is_sent else None, options=options)


def found(request: SignedRequest, slug: str, poll_id: UUID) -> Poll:
    """The poll, under the address of its own consultation.

    Raises:
        NotFound: there is none there for this viewer.
    """
    row = poll_of(poll_id, viewer=request.viewer, now=request.now)
    if row.consultation.slug != slug:
        raise NotFound
    return row


def told(row: Poll) -> dict[str, Any]:
    """What every page of a poll is given."""
    return {
        "poll": row,
        "row": row.consultation,
        "text": text_in(row.consultation, get_language() or "id"),
        "taking_part": taking_part(row),
    }


def poll_page(request: SignedRequest, row: Poll, form: VoteForm) -> HttpResponse:
    """What is asked, with the form for whoever may vote and has not yet."""
    voted = has_voted(row, viewer=request.viewer)
    is_taken = row.status == Status.OPEN and not voted
    mine = is_taken and may(request.viewer, Right.BALLOT_CAST, at=row.consultation, now=request.now)
    takes_votes = phase_of(row.consultation, now=request.now) == Phase.OPEN
    given = told(row) | {"voted": voted, "may_vote": mine, "takes_votes": takes_votes, "sign_in": sign_in_address(request.path)}
    cache = PRIVATE if request.method == "POST" else FORM  # it carries the code that was shown
    return form_page(request, "polls/poll.html", form, cache=cache, **given)


def looked_over(request: SignedRequest, row: Poll, form: VoteForm) -> HttpResponse:
    """What was chosen, once more, with the code under which it will be cast: made here, carried in the form, kept nowhere.

    Raises:
        NotFound, NotAllowed, NotPossible: it could not be cast; see `require_vote`.
    """
    require_vote(row, actor=request.viewer, now=request.now)
    given = form.cleaned_data["code"]
    is_new = not CODE.fullmatch(given)
    code = secrets.token_hex(CODE_BYTES) if is_new else given
    form.show_with(code=code)
    return page(request, "polls/review.html", told(row) | {"form": form, "code": in_groups(code), "is_new": is_new}, cache=PRIVATE)


def cast(request: SignedRequest, row: Poll, form: VoteForm) -> HttpResponse:
    """The receipt: the answer itself, since no address, session or table may hold the code. Sent again, it is the same."""
    given = {"code": form.cleaned_data["code"], "ballot": form.ballot}
    receipt = cast_ballot(actor=request.viewer, poll_id=row.pk, address=request.address, now=request.now, **given)
    shown = told(row) | {"code": in_groups(receipt.code), "receipt": receipt, "chosen": form.chosen}
    return page(request, "polls/receipt.html", shown, cache=PRIVATE)


def too_late(request: SignedRequest, row: Poll, form: VoteForm) -> HttpResponse:
    """The result, and what became of a vote that came after the closing and is not one that was counted."""
    if form.refusal is None:  # it was not even to be cast
        with refusals_on(form):
            require_vote(row, actor=request.viewer, now=request.now)
    assert form.refusal is not None  # a closed poll takes no votes
    code = form.refusal.code
    return form.dated(closed(request, row, late=str(LATE[code]) if code in LATE else sentence(form.refusal)))


def closed(request: SignedRequest, row: Poll, *, late: str = "") -> HttpResponse:
    """The result; what is posted is the code of a vote to look up, or a vote that comes too `late`, of which that is said."""
    form = CheckForm(request.POST if request.method == "POST" and not late else None)
    found_votes: tuple[Vote, ...] = ()
    is_known = False
    if form.is_valid():
        with refusals_on(form):
            found_votes, is_known = counted(row, form.cleaned_data["code"]), True
    result = result_of(row)
    given = told(row) | {"form": form, "result": result, "bars": bars(result), "votes": found_votes, "checked": is_known, "late": late}
    status = HTTPStatus.CONFLICT if late else HTTPStatus.OK if is_known else form.status
    return page(request, "polls/result.html", given, status=status, cache=PRIVATE if request.method == "POST" else FORM)


@require_safe
def ballots(request: SignedRequest, slug: str, poll_id: UUID) -> HttpResponse:
    """All ballots of a closed poll as CSV, in the order of their commitments; none where they are too few to be published."""
    row = found(request, slug, poll_id)
    if not result_of(row).recomputable:
        raise NotFound
    limits.spend("download", account=request.viewer if request.viewer.person else None, address=request.address, now=request.now)
    answer = streamed(request, ballots_csv(row), kind="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ballots-{row.pk}.csv"'
    answer["Cache-Control"] = "no-cache"
    return answer

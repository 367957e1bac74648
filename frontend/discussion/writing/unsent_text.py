"""What somebody has written and not sent: kept as a draft, so that it stands in the form again, also after they have signed in.

A visitor's drafts are nobody's yet. Their ids lie in the session: one of a letter for each consultation, and a point for each place
where something was sent by somebody who was not signed in.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from consult.accounts.viewer import VISITOR
from consult.consultations.models import Consultation
from consult.discussion.actions.letters.draft_letter import add_point, discard_letter, take_over
from consult.discussion.actions.take_in_post import Said
from consult.discussion.letters.unsent_letters import contribution_in, drafts_of, kept_point, kept_points
from consult.discussion.locks import Place
from consult.discussion.models import Draft, Point, Post
from consult.discussion.queries.thread_page import post_to_answer
from consult.discussion.rules import TEXT_LIMIT, Kind, Operation, ShownName
from consult.errors import BadInput, NotPossible
from consult.platform import limits
from frontend.discussion.reading.thread_context import Here
from frontend.discussion.writing.forms import PROPOSING, ContributionForm, ReplyForm, sent_form
from frontend.discussion.writing.quote_form import as_quoted
from frontend.request_context import SignedRequest

UNSENT: Final = "unsent_points"  # in the session: place → id of the point that was written there
LETTERS: Final = "letters"  # in the session: short name of a consultation → id of the visitor's letter to it
AT_MOST: Final = 20  # of each in one session; the oldest go
LONG: Final = ("text", "wording", "insertion", "quoted")


def keep(request: SignedRequest, here: Here) -> Point:
    """Keep what was typed here and not sent, in place of what was kept for it before. It need not be fit to be sent, and is nobody's:
    the session alone knows of it, which signing out ends.

    Raises:
        NotPossible: too much was kept from this address in a short time.
    """
    limits.spend("unsent", account=None, address=request.address, now=request.now)
    forget(request, here.place)
    said, given = typed_in(request.POST, here), {"actor": VISITOR, "shown_name": name_in(request.POST), "now": request.now}
    try:
        point = add_point(said=said, **given)
    except BadInput:  # an answer to what is not there, a version that was never published, a quote without end
        bare = replace(said.contribution, kind=Kind.COMMENT if said.reply_to else said.contribution.kind, quote=None)
        point = add_point(said=replace(said, contribution=bare, reply_to=None, revision=here.revision.number), **given)
    hold(request, UNSENT, named(here.place), point.pk)
    return point


def typed_in(data: QueryDict, here: Here) -> Said:
    """What was typed, whatever is wrong with it. A field that is not of its kind is left out; what is far too long is cut."""
    cut = data.copy()
    for field in LONG:
        if field in cut:
            cut[field] = str(cut[field])[: 2 * TEXT_LIMIT]
    form = sent_form(cut, author=None, on_clause=here.wording is not None)
    form.is_valid()
    form.cleaned_data = {name: form.cleaned_data.get(name) or "" for name in form.fields}
    revision = form.cleaned_data["revision"] or here.revision.number
    return Said(place=here.place, contribution=form.contribution(), reply_to=form.reply_to or None, revision=revision)


def name_in(data: QueryDict) -> ShownName | None:
    """The name that was chosen, where the form had names to choose from."""
    chosen = str(data.get("shown_name", ""))
    return ShownName(chosen) if chosen in set(ShownName) else None


def named(place: Place) -> str:
    """The place as the session knows it: the id of a clause, or of a thread."""
    return str(place.clause or place.thread)


def hold(request: SignedRequest, what: str, where: str, id_: UUID) -> None:
    """Put an id down in the session."""
    held = {name: value for name, value in request.session.get(what, {}).items() if name != where}
    request.session[what] = dict(list(held.items())[1 - AT_MOST :]) | {where: str(id_)}


def let_go(request: SignedRequest, what: str, where: str) -> UUID | None:
    """Take an id out of the session, and give it."""
    held = dict(request.session.get(what, {}))
    found = held.pop(where, None)
    if found is not None:
        request.session[what] = held
    return UUID(found) if found else None


def kept(request: SignedRequest, place: Place) -> Point | None:
    """What is kept for this place; a query only where something is."""
    found = request.session.get(UNSENT, {}).get(named(place))
    return kept_point(UUID(found), viewer=request.viewer) if found else None


def kept_anywhere(request: SignedRequest) -> list[Point]:
    """What is kept, for whichever place, the latest first."""
    held = [UUID(found) for found in reversed(request.session.get(UNSENT, {}).values())]
    return kept_points(held, viewer=request.viewer)


def forget(request: SignedRequest, place: Place) -> None:
    """What was kept here has been sent, or is not to be."""
    point = kept(request, place)
    let_go(request, UNSENT, named(place))
    if point is not None and point.draft.person_id is None:
        discard_letter(actor=request.viewer, draft_id=point.draft_id)


def leave_nothing(request: SignedRequest) -> None:
    """Throw away what is kept for the forms of this session: nobody would find it any more."""
    for point in kept_anywhere(request):
        if point.draft.person_id is None:
            discard_letter(actor=request.viewer, draft_id=point.draft_id)


def letter_to(request: SignedRequest, row: Consultation) -> Draft | None:
    """The viewer's letter to a consultation: their own where they are signed in, else the one that their session holds."""
    held = [] if request.viewer.person else filter(None, [request.session.get(LETTERS, {}).get(row.slug)])
    return drafts_of(request.viewer, held=[UUID(found) for found in held]).filter(consultation=row).first()


def waiting(request: SignedRequest, row: Consultation) -> int:
    """How many points wait in the viewer's letter to a consultation. A query only for whoever has something that is not sent."""
    holds = getattr(request.user, "has_drafts", False) if request.viewer.person else row.slug in request.session.get(LETTERS, {})
    draft = letter_to(request, row) if holds else None
    return draft.holds if draft else 0  # type: ignore[attr-defined]  # as `drafts_of` annotates it


def letters(request: SignedRequest) -> list[Draft]:
    """All of the viewer's letters that are not sent, the latest changed first."""
    held = [UUID(found) for found in request.session.get(LETTERS, {}).values()]
    return list(drafts_of(request.viewer, held=held).prefetch_related("consultation__texts"))


def adopt(request: SignedRequest) -> None:
    """Make the letters of this session those of whoever has just signed in. One for which there is no room is held on to."""
    for slug, found in dict(request.session.get(LETTERS, {})).items():
        try:
            take_over(actor=request.viewer, draft_id=UUID(found), now=request.now)
        except NotPossible as refusal:
            if refusal.code == "letter.full":
                continue
        let_go(request, LETTERS, slug)


def settle(request: SignedRequest) -> None:
    """After signing in: make the session's letters one's own, and let go of what was sent or kept elsewhere meanwhile."""
    adopt(request)
    for where, found in dict(request.session.get(UNSENT, {})).items():
        point = kept_point(UUID(found), viewer=request.viewer)
        if point is None or point.draft.person_id is not None:
            let_go(request, UNSENT, where)


def form_for(request: SignedRequest, here: Here, *, answered: Post | None) -> dict[str, Any]:
    """The form to write here, with what is kept for it: a reply where a post is to be answered, or was."""
    point = kept(request, here.place)
    person = request.viewer.person
    typed = as_typed(point) if point is not None else {}
    initial: dict[str, Any] = {"revision": here.revision.number, **typed}
    if answered is None and point is not None and point.reply_to_id is not None:
        answered = post_to_answer(here.place, point.reply_to_id, viewer=request.viewer)
    if answered is not None:
        form: ContributionForm | ReplyForm = ReplyForm(initial={**initial, "reply_to_post": answered.pk}, author=person)
    else:
        form = ContributionForm(initial={**asked_way(request), **initial}, author=person, offered=offered(here))
    return {"form": form, "answered": answered, "kept": bool(typed)}


def as_typed(point: Point) -> dict[str, Any]:
    """What a form holds for a point."""
    said = contribution_in(point.said, ShownName(point.draft.shown_name))
    typed: dict[str, Any] = {"text": said.text, "revision": point.revision, "shown_name": said.shown_name.value}
    typed |= {"stance": said.stance.value} if said.stance else {}
    typed |= as_quoted(point.said.get("quote"))
    if said.kind is not Kind.REPLY:
        typed["way"] = f"{PROPOSING}{said.proposal.operation}" if said.kind is Kind.PROPOSAL and said.proposal else said.kind.value
    if said.proposal and said.proposal.wording:
        typed["insertion" if said.proposal.operation is Operation.INSERT_AFTER else "wording"] = said.proposal.wording
    return typed


def offered(here: Here) -> str | None:
    """What a proposal to reword starts from; None where there is no one clause to reword."""
    return here.says if here.wording is not None else None


def asked_way(request: SignedRequest) -> Mapping[str, str]:
    """What the address says is to be sent, as in `?way=proposal:replace`; the form takes no other than it knows."""
    return {"way": request.GET["way"]} if "way" in request.GET else {}

"""A person's own page: what they wrote and what became of it, their names, their tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consult.accounts.queries import own_tokens
from consult.consultations.models import ConsultationText
from consult.consultations.queries import rule_text, teams_of, text_in
from consult.discussion.models import Draft, Point, Post, PostVersion
from consult.discussion.queries.placements import newest_places
from consult.discussion.queries.posts import own_posts
from consult.discussion.rules import EDITABLE, Status
from consult.errors import NotFound
from consult.moderation.author_history import Step, StepKind, Sum, fates, sum_of_own
from frontend.accounts.forms import NamesForm, TokenForm
from frontend.code_words import word
from frontend.discussion.posts.post_place import place_of
from frontend.discussion.posts.post_state import Told as Became
from frontend.discussion.posts.post_state import told_of
from frontend.discussion.reading.clause_labels import labels_of
from frontend.discussion.reading.thread_context import Here, found
from frontend.discussion.writing.unsent_text import kept_anywhere, letters
from frontend.forms import KeyedForm, form_page
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest
from frontend.signed_in import signed_in_only

POSTS_AT_ONCE: Final = 20


@dataclass(frozen=True)
class Told:
    """A step as the page tells it: a decision with the title of its rule in the active language."""

    step: Step
    rule: str

    @property
    def language(self) -> str:
        """Of the reason: that of whoever decided."""
        return self.step.decision.decided_by.language if self.step.decision else ""


@dataclass(frozen=True)
class Mine:
    """One of the viewer's posts, with what became of it."""

    post: Post
    text: ConsultationText
    label: str
    latest: PostVersion
    steps: Sequence[Told]
    became: Became | None  # in the newest version of the draft, where it was written on an older one

    @property
    def can_change(self) -> bool:
        """Whether it is in a state from which its author can edit or withdraw it; the phase is asked of the domain when they do."""
        return Status(self.post.status) in EDITABLE

    @property
    def path(self) -> Sequence[Told]:
        """The steps in their order; that it was published and that it was public from then on is told once."""
        shown = {told.step.at for told in self.steps if told.step.kind is StepKind.SHOWN}
        return [told for told in self.steps if told.step.kind is not StepKind.DECIDED or told.step.at not in shown]

    @property
    def decisions(self) -> Sequence[Told]:
        """The steps that a moderator took, newest first."""
        return [told for told in reversed(self.steps) if told.step.decision]


@require_safe
@signed_in_only
def me(request: SignedRequest) -> HttpResponse:
    """The viewer's own page."""
    return my_page(request)


def my_page(request: SignedRequest, *, names: NamesForm | None = None, tokens: TokenForm | None = None, secret: str = "") -> HttpResponse:
    """The page, with a form that came back where there is one, or the secret of a token that was just made."""
    person = request.viewer.person
    assert person is not None
    own = own_posts(viewer=request.viewer).prefetch_related("consultation__texts")
    posts: Page[Post] = Paginator(own, POSTS_AT_ONCE).get_page(request.GET.get("page"))
    returned: KeyedForm | None = names or tokens
    return form_page(
        request,
        "accounts/mine.html",
        returned,
        cache=PRIVATE,
        person=person,
        teams=[(row.slug, text_in(row, get_language() or "id")) for row in teams_of(viewer=request.viewer)],
        page=posts,
        sum=in_words(sum_of_own(viewer=request.viewer)),
        mine=mine(list(posts), request=request),
        unsent=unsent_of(request),
        letters=letters_of(request),
        names=names or NamesForm(initial={"name": person.name, "chosen_name": person.chosen_name, "language": person.language}),
        token_form=tokens or TokenForm(),
        tokens=own_tokens(viewer=request.viewer),
        secret=secret,
    )


def in_words(counted: Sum) -> str:
    """`Four contributions in three submissions: two public, one waiting for a moderator, one withdrawn.`"""
    if not counted.posts:
        return ""
    posts = ngettext("%(n)s contribution", "%(n)s contributions", counted.posts) % {"n": spelt(counted.posts)}
    sent = ngettext("%(n)s submission", "%(n)s submissions", counted.submissions) % {"n": spelt(counted.submissions)}
    states = ", ".join(f"{spelt(n)} {word(status, 'status')}" for status, n in counted.by_status.items())
    said = _("%(posts)s in %(sent)s: %(states)s.") % {"posts": posts, "sent": sent, "states": states}
    return said[0].upper() + said[1:]


def spelt(n: int) -> str:
    """A small number as a word, a larger one in figures."""
    small = (_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"), _("ten"))
    return small[n] if n < len(small) else str(n)


def mine(posts: list[Post], *, request: SignedRequest) -> list[Mine]:
    """The posts with titles, labels and every step of each."""
    language, called = get_language() or "id", labels_of(posts)
    steps, places = fates(posts, viewer=request.viewer), newest_places(posts)
    return [
        Mine(
            post=post,
            text=text_in(post.consultation, language),
            label=called.get(post.pk, ""),
            latest=(latest := list(post.versions.all())[-1]),
            became=told_of(post, places.get(post.pk), quotes=bool(latest.quote)),
            steps=[Told(step, rule_text(step.decision.rule, language)[0] if step.decision else "") for step in steps.get(post.pk, ())],
        )
        for post in posts
    ]


@dataclass(frozen=True)
class Letter:
    """A letter that is not sent."""

    draft: Draft
    text: ConsultationText


def letters_of(request: SignedRequest) -> list[Letter]:
    """The viewer's letters that are not sent, the latest changed first."""
    language = get_language() or "id"
    return [Letter(draft, text_in(draft.consultation, language)) for draft in letters(request)]


def unsent_of(request: SignedRequest) -> list[dict[str, Any]]:
    """What was written before signing in and not sent yet, with where to go on."""
    return [{"text": point.said["text"], "here": here} for point in kept_anywhere(request) if (here := here_of(request, point))]


def here_of(request: SignedRequest, point: Point) -> Here | None:
    """Where it was written; None where the viewer may not read that any more."""
    try:
        return found(request, place_of(point))
    except NotFound:
        return None

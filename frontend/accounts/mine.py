"""A person's own page: what they wrote and what became of it, their names, their tokens."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.accounts.queries import own_tokens
from consult.consultations.queries import teams_of, text_in
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries import own_posts
from consult.discussion.rules import EDITABLE, Status
from consult.moderation.models import Decision
from consult.moderation.queries import reasons_of
from frontend.accounts.forms import NamesForm, TokenForm
from frontend.answers import PRIVATE
from frontend.discussion.labels import labels_of
from frontend.forms import KeyedForm, form_page
from frontend.requests import SignedRequest
from frontend.signed_in import signed_in_only

POSTS_AT_ONCE = 50


@dataclass(frozen=True)
class Mine:
    """One of the viewer's posts, with what became of it."""

    post: Post
    title: str
    label: str
    latest: PostVersion
    decision: Decision | None

    @property
    def can_change(self) -> bool:
        """Whether it is in a state from which its author can edit or withdraw it; the phase is asked of the domain when they do."""
        return Status(self.post.status) in EDITABLE


@require_safe
@signed_in_only
def me(request: SignedRequest) -> HttpResponse:
    """The viewer's own page."""
    return my_page(request)


def my_page(request: SignedRequest, *, names: NamesForm | None = None, tokens: TokenForm | None = None, secret: str = "") -> HttpResponse:
    """The page, with a form that came back where there is one, or the secret of a token that was just made."""
    person = request.viewer.person
    assert person is not None
    posts: Page[Post] = Paginator(own_posts(viewer=request.viewer).prefetch_related("consultation__texts"), POSTS_AT_ONCE).get_page(
        request.GET.get("page")
    )
    returned: KeyedForm | None = names or tokens
    return form_page(
        request,
        "accounts/mine.html",
        returned,
        cache=PRIVATE,
        person=person,
        teams=[(row.slug, text_in(row, get_language() or "id")) for row in teams_of(viewer=request.viewer)],
        page=posts,
        mine=mine(list(posts), request=request),
        names=names or NamesForm(initial={"name": person.name, "chosen_name": person.chosen_name, "language": person.language}),
        token_form=tokens or TokenForm(),
        tokens=own_tokens(viewer=request.viewer),
        secret=secret,
    )


def mine(posts: list[Post], *, request: SignedRequest) -> list[Mine]:
    """The posts with titles, labels and the latest decision on each."""
    language, called = get_language() or "id", labels_of(posts)
    decisions = reasons_of(posts, viewer=request.viewer)
    return [
        Mine(
            post=post,
            title=text_in(post.consultation, language).title,
            label=called.get(post.pk, ""),
            latest=list(post.versions.all())[-1],
            decision=decisions.get(post.pk),
        )
        for post in posts
    ]

"""Tags of the pages of a discussion: what a proposal changes, and why a post is not shown."""

from django import template
from django.forms import Form
from django.template import Context

from consult.consultations.models import Consultation
from consult.discussion.attribution import Speaker, name_of
from consult.discussion.models import Post, PostVersion
from consult.discussion.queries.posts import public_status
from consult.discussion.rules import Operation
from consult.documents.models import Wording
from consult.proposals.queries import Proposed
from consult.text.word_difference import Stretches, difference
from consult.text.word_difference import marked as words_marked
from frontend.code_words import word
from frontend.discussion.posts.post_place import address_of
from frontend.discussion.posts.post_state import Since
from frontend.discussion.posts.post_state import since as since_then
from frontend.discussion.reading.marked_quotes import Quotes, Run
from frontend.discussion.reading.thread_context import Here
from frontend.discussion.writing.quote_form import Choice, choices
from frontend.discussion.writing.unsent_text import waiting
from frontend.page_cache import once_a_key
from frontend.request_context import number_in

register = template.Library()


@register.simple_tag
def changed(version: PostVersion, here: Here | None) -> Stretches:
    """The proposed wording beside what the clause says, where its author saw it as it stands there now; else nothing."""
    if not here or version.operation != Operation.REPLACE or version.post.revision_id != here.revision.pk:
        return ()
    enters = here.says, version.wording
    return once_a_key(("difference", *enters), lambda: difference(*enters))


@register.filter
def coloured(stretches: Stretches) -> Stretches:
    """What differs as a page colours it: words, and no white space around them."""
    return words_marked(stretches)


@register.simple_tag
def since(post: Post, version: PostVersion, here: Here | None) -> Since | None:
    """What is said above a post of an older version than the one that is shown."""
    return since_then(post, here, quotes=bool(version.quote)) if here else None


@register.simple_tag
def begun_on(form: Form, here: Here) -> int:
    """The number of the older version that what is in the form was begun on; 0 where that is the newest, or nothing names one."""
    begun = number_in(str(form["revision"].value() or ""))
    return begun if 0 < begun < here.spot.lineage.number else 0


@register.simple_tag
def beside(proposed: Proposed) -> Stretches:
    """A proposed wording beside what the clause says in the published version, whichever its author saw."""
    enters = proposed.says, proposed.version.wording
    return once_a_key(("difference", *enters), lambda: difference(*enters)) if proposed.compares else ()


@register.simple_tag
def quotable(form: Form, here: Here) -> list[Choice]:
    """What can be chosen to be quoted of the clause."""
    return choices(form, here)


@register.simple_tag(takes_context=True)
def marked(context: Context, wording: Wording) -> list[Run]:
    """What a clause or a part of it says, with the quotes of the posts on the page marked in it."""
    quotes: Quotes | None = context.get("quotes")
    return quotes.runs(wording) if quotes else [Run(wording.text, ())]


@register.simple_tag(takes_context=True)
def in_my_letter(context: Context, row: Consultation) -> int:
    """How many points wait in the viewer's letter."""
    request = context.get("request")
    return waiting(request, row) if request is not None else 0


@register.simple_tag
def speaker(post: Post, version: PostVersion, row: Consultation) -> Speaker:
    """Who speaks: `{% speaker post version row %}` says it on one line."""
    return Speaker(post, version, row)


@register.simple_tag
def named(office: str | None, name: str | None, row: Consultation) -> str:
    """What somebody is called where the post itself is not at hand."""
    return name_of(office, name, row.institution)


@register.simple_tag
def where(post: Post, slug: str) -> str:
    """The address at which a post is read where it stands."""
    return address_of(post, slug)


@register.filter
def told(post: Post) -> str:
    """What the public is told of a post that `queries.shown_once` gave: the code of its status."""
    return public_status(post).value


@register.filter
def personal(kind: str) -> str:
    """What a kind of personal data is called."""
    return word(kind, "personal_data")

"""Tags of the page of a draft: gaps for what changes, and the marks of a search."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from consult.documents.models import Wording
from frontend.documents.reading.cached_draft import Gap, left
from frontend.documents.reading.draft_search import Sought, marked
from frontend.documents.reading.outline import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def gap(context: Context, place: str, wording: Wording, address: str = "") -> SafeString:
    """Where something about a clause is put in later."""
    return left(context["mark"], Gap(place, str(wording.clause_id), escape(address), escape(wording.label)))


@register.simple_tag(takes_context=True)
def sum_gap(context: Context, entry: Entry) -> SafeString:
    """Where the contributions on all that an entry of the contents holds are counted."""
    return left(context["mark"], Gap("sum", " ".join(map(str, entry.clauses))))


@register.simple_tag
def in_draft(slug: str, key: str = "", revision: int | None = None) -> str:
    """The address of a clause in its draft, also where that is so long that it comes in stretches; without a key, of the draft.

    revision: the number of an older version that is meant.
    """
    named = [f"revision={revision}"] if revision else []
    asked = "&".join([*named, *([f"from={key}"] if key else [])])
    return reverse("draft", args=[slug]) + (f"?{asked}" if asked else "") + (f"#clause-{key}" if key else "")


@register.filter
def hits(text: str, sought: Sought | None) -> SafeString:
    """The text, escaped, with what was sought marked in it."""
    return marked(text, sought)

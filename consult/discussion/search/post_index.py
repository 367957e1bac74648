"""By which words a version of a post is found, and where they are indexed: those of shown versions only, so nothing else is ever found."""

from typing import Final

from consult.discussion.models import Attachment, PostVersion
from consult.discussion.rules import Status
from consult.platform.search.index import Index
from consult.text.folding import facet, words_of

INDEX: Final = Index(
    table=PostVersion._meta.db_table,
    only=f"status = '{Status.SHOWN.value}'",
    watches=("status",),
    at="COALESCE(shown_at, created_at)",  # versions from before 0.3 know no `shown_at`
)

FILES: Final = Index(
    table=Attachment._meta.db_table, only=f"status = '{Status.SHOWN.value}'", watches=("status",), at="created_at"
)  # found is what may be public; whether it is now, the query asks


def with_words(version: PostVersion) -> PostVersion:
    """The version with its words, for its post; nothing of an erased one."""
    post = version.post
    given = {"consultation": post.consultation_id, "clause": post.clause_id, "kind": post.kind, "stance": version.stance}
    version.words = words_for(version.text, version.wording, facets_of(**given))
    return version


def words_for(text: str, wording: str, narrowed: str) -> str:
    """What something that says this is found by; `narrowed`: the words of `facets_of`. Nothing where it says nothing."""
    if not text and not wording:
        return ""
    said = words_of(text, wording)
    return f"{said} {narrowed}" if said else narrowed


def facets_of(**given: object) -> str:
    """A word for each value by which posts are narrowed down, with spaces between; what is empty is left out."""
    return " ".join(facets(**{name: value for name, value in given.items() if value}))


def with_words_of_file(attachment: Attachment) -> Attachment:
    """The attachment with its words: those of its name and of its text; nothing of an erased one."""
    said = words_of(attachment.name, attachment.text)
    attachment.words = " ".join(filter(None, [said, *facets(consultation=attachment.consultation_id)])) if attachment.name else ""
    return attachment


def facets(**given: object) -> list[str]:
    """A word for each value by which posts are narrowed down; what is None is left out."""
    return [facet(name, value) for name, value in given.items() if value is not None]

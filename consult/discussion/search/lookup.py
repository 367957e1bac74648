"""Looking for words in contributions, in drafts or in files, the same for pages and programs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.accounts.viewer import Viewer
from consult.discussion.search.files import FoundFiles, found_files
from consult.discussion.search.posts import Found, Narrowed, found_posts
from consult.documents.search import FoundClauses, found_clauses
from consult.platform import limits
from consult.platform.search.asking import wanted


class Where(StrEnum):
    """In what somebody looks."""

    POSTS = "posts"
    DRAFTS = "drafts"
    FILES = "files"  # that came with contributions, and that support a draft


@dataclass(frozen=True)
class Search:
    """What somebody looks for, and where. Drafts and files are narrowed by the consultation alone; `after` is as another page names it."""

    question: str
    within: Narrowed
    where: Where = Where.POSTS
    after: str = ""


def look_for(search: Search, *, viewer: Viewer, address: str, now: datetime) -> Found | FoundClauses | FoundFiles:
    """What was found, and counted against who looks.

    Raises:
        BadInput: the question asks for nothing, or too much.
        NotPossible: too much was looked for in a short time.
        NotFound: there is no such consultation or page for this viewer.
    """
    question = wanted(search.question)
    limits.spend("search", account=viewer if viewer.person else None, address=address, now=now)
    if search.where is Where.DRAFTS:
        return found_clauses(question, consultation=search.within.consultation, viewer=viewer, now=now, after=search.after)
    if search.where is Where.FILES:
        return found_files(question, consultation=search.within.consultation, viewer=viewer, now=now, after=search.after)
    return found_posts(question, within=search.within, viewer=viewer, now=now, after=search.after)

"""A feed as a file: entries, newest first, as Atom (RFC 4287), with what a reader needs to ask for it only when it has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language

from frontend.http_answers import OPEN
from frontend.request_context import SignedRequest

MOST: Final = 50
TYPE: Final = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One entry. `html` is safe HTML; `path` is of the page that it is about."""

    id: str
    title: str
    path: str
    html: str
    published: datetime
    updated: datetime
    author: str


@dataclass(frozen=True)
class Head:
    """What a feed says of itself."""

    id: UUID
    title: str
    subtitle: str
    path: str
    author: str
    created: datetime


def feed(request: SignedRequest, head: Head, entries: Iterable[Entry], *, changed: datetime | None) -> HttpResponse:
    """The feed with its 50 newest entries; 304 where the reader has it. `changed`: when something in it was last new, or taken away."""
    newest = sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)[:MOST]
    last = max([head.created, *([changed] if changed else []), *(entry.updated for entry in newest)])
    content = written(request, head, newest)
    answer = HttpResponse(content, content_type=TYPE)
    answer["ETag"], answer["Last-Modified"] = f'"{sha256(content.encode()).hexdigest()[:32]}"', http_date(last.timestamp())
    answer["Cache-Control"] = OPEN
    conditional = get_conditional_response(request, etag=answer["ETag"], last_modified=int(last.timestamp()), response=answer)
    return conditional or answer


def written(request: SignedRequest, head: Head, entries: Iterable[Entry]) -> str:
    """The XML."""
    made = Undated(
        title=head.title,
        link=absolute(head.path),
        description="",
        subtitle=head.subtitle,
        language=get_language() or "id",
        author_name=head.author,
        feed_url=absolute(request.path),
        feed_guid=f"urn:uuid:{head.id}",
        updated=head.created,
    )
    for entry in entries:
        made.add_item(
            title=entry.title,
            link=absolute(entry.path),
            description=entry.html,
            unique_id=entry.id,
            author_name=entry.author,
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    return str(made.writeString("utf-8"))


class Undated(Atom1Feed):
    """Django's feed; one that is empty is as old as what it is of, not as new as the question."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was new."""
        instants: list[datetime] = [self.feed["updated"], *(item["updateddate"] for item in self.items)]
        return max(instants)


def absolute(path: str) -> str:
    """The whole address of a page."""
    return f"{settings.PUBLIC_ADDRESS}{path}"

"""How much there is to read in a draft: its clauses as people cite them, and roughly how many minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Length

from consult.documents.models import Revision, Wording
from consult.documents.rules import DocumentRole, RevisionStatus
from consult.formats.outline.clauses import Part

ARTICLES: Final = ("pasal", "article")  # what people cite, and how they call it
SECTIONS: Final = ("paragraph_sign", "section")  # cited too; a text with none of either is counted by its paragraphs
A_MINUTE: Final = 1_200  # characters of a law that one reads in a minute: some 170 words


@dataclass(frozen=True)
class Size:
    """Of one revision."""

    clauses: int
    characters: int
    articles: bool = True  # whether its clauses are called so

    @property
    def minutes(self) -> int:
        """How long reading takes, to the nearest five minutes once it is more than ten."""
        minutes = max(round(self.characters / A_MINUTE), 1)
        return minutes if minutes <= 10 else round(minutes / 5) * 5


def latest_revisions(consultations: Iterable[UUID]) -> dict[UUID, UUID]:
    """Consultation → id of the latest published revision of its draft, where there is one. One query."""
    published = Revision.objects.filter(document__role=DocumentRole.DRAFT, status=RevisionStatus.PUBLISHED)
    newer = published.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    latest = published.filter(~Exists(newer), document__consultation__in=list(consultations))
    return dict(latest.values_list("document__consultation", "id"))


def sizes(revisions: Iterable[UUID] | QuerySet[Revision]) -> Mapping[UUID, Size]:
    """The size of each revision's body, without preamble and explanation. One query, which reads each clause of them."""
    body = Wording.objects.filter(revision__in=revisions, part=Part.BODY).order_by().values("revision")
    counted = body.annotate(
        articles=Count("id", filter=Q(kind__in=ARTICLES)),
        sections=Count("id", filter=Q(kind__in=SECTIONS)),
        said=Count("id", filter=~Q(text="")),
        n=Sum(Length("text")),
    )
    rows = counted.values_list("revision", "articles", "sections", "said", "n")
    return {
        revision: Size(clauses=articles or sections or said, characters=characters or 0, articles=articles > 0)
        for revision, articles, sections, said, characters in rows
    }

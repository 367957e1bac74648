"""GET /consultations/{slug}/changes/"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework.fields import BooleanField, CharField, ChoiceField, FloatField, IntegerField, ListField, UUIDField
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from api.fields import WholeInQuery
from api.problems import READING
from api.request_bodies import Body
from api.views import Asked, Endpoint
from consult.discussion.revision_changes import RENUMBERED, STATUSES, Change, End
from consult.documents.clause_trails import Linked
from consult.proposals.comparison import Compared, revisions_compared, voices
from consult.text.word_difference import Side, difference

COUNTED: Final = (*(status.value for status in STATUSES), RENUMBERED)

ChangesAsked: Final = type(  # `from` is a word of Python's own
    "ChangesAsked",
    (Body,),
    {
        "__doc__": "Which two versions.",
        "from": WholeInQuery(required=False, help_text="Number of the earlier one; where it is left out, of the one before `to`."),
        "to": WholeInQuery(required=False, help_text="Number of the later one; the latest published one where it is left out."),
    },
)


class ClauseNamed(Serializer[Any]):
    """A clause in one of the two revisions."""

    id = UUIDField()
    label = CharField()  # type: ignore[assignment]  # a field of the answer, not the label of this one


class WordsOut(Serializer[Any]):
    """A stretch of words: in both revisions, or in one of them alone. One after another they give the whole."""

    side = ChoiceField([side.value for side in Side])
    text = CharField(trim_whitespace=False)


class LinkOut(Serializer[Any]):
    """What became of a clause. Of a split several links have the same `old`, of a merge several the same `new`."""

    old = ClauseNamed(allow_null=True)
    new = ClauseNamed(allow_null=True)
    status = ChoiceField([status.value for status in STATUSES])
    renumbered = BooleanField()
    score = FloatField(min_value=0, max_value=1, help_text="How sure the program was; over several revisions the least.")
    confirmed = BooleanField(help_text="Somebody of the team has confirmed it.")
    beside = BooleanField(help_text="It is a heading, a recital, an annex: not of the level that people cite, and not in the summary.")
    difference = WordsOut(
        many=True, allow_null=True, help_text="Of all clauses of a split or merge together, with their parts; null where no words differ."
    )
    proposals = ListField(child=IntegerField(), help_text="Numbers of the public proposals that were merged into it.")
    posts = IntegerField(min_value=0, help_text="Public contributions on its clauses and their parts, replies included.")


SUMMARY = inline_serializer("ChangesCountedOut", {status: IntegerField(min_value=0) for status in COUNTED})
ENDS = {"from": IntegerField(allow_null=True, help_text="None: there is no earlier one."), "to": IntegerField()}
CHANGES = inline_serializer("ChangesOut", {**ENDS, "summary": SUMMARY, "links": LinkOut(many=True)})


class Changes(Endpoint):
    """What changed between two published revisions of a draft."""

    asks = ChangesAsked

    @extend_schema(operation_id="read_changes", responses={200: CHANGES, **READING}, tags=["documents"])
    def get(self, request: Asked, slug: str) -> Response:
        """What became of each clause that people cite, in reading order; which words differ, because of whom, and what is said on it."""
        asked = {"start": request.asked.get("from"), "end": request.asked.get("to")}
        return Response(changes_row(revisions_compared(slug, **asked, viewer=request.viewer, now=request.now)))


def changes_row(pair: Compared) -> dict[str, Any]:
    """The two, and all links between them; of a draft with one revision, none."""
    comparison, said = pair.comparison(), voices(pair)
    merged = said.merged(comparison)
    links = [
        row
        for place, change in enumerate(comparison.changes)
        for row in link_rows(change, proposals=merged.get(place, ()), posts=said.on(change.clauses()))
    ]
    return {
        "from": pair.before.number if pair.before else None,
        "to": pair.after.number,
        "summary": comparison.summary,
        "links": links,
    }


def link_rows(change: Change, *, proposals: Sequence[int], posts: int) -> Iterator[dict[str, Any]]:
    """The links of a change; each tells of the whole of it."""
    olds, news = ({end.clause: end for end in ends} for ends in (change.olds, change.news))
    words = difference(change.before, change.after) if change.is_changed and change.is_reworded else None
    told = None if words is None else [{"side": side.value, "text": text} for side, text in words]
    for link in change.links:
        yield {
            "old": named(link.old, olds),
            "new": named(link.new, news),
            **stated(link),
            "beside": change.beside,
            "difference": told,
            "proposals": list(proposals),
            "posts": posts,
        }


def named(clause: str | None, ends: Mapping[str, End]) -> dict[str, str] | None:
    """A clause with its label."""
    return {"id": clause, "label": ends[clause].label} if clause else None


def stated(link: Linked) -> dict[str, Any]:
    """What is known of the link itself."""
    return {"status": link.status.value, "renumbered": link.renumbered, "score": link.score, "confirmed": link.confirmed}

"""What readers put on a post, supports and flags: of which version, and what a viewer sees of it."""

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable

from consult.accounts.viewer import Viewer
from consult.discussion.models import Post, PostVersion, Support
from consult.discussion.rules import Status

NOBODY = Value(None, output_field=IntegerField(null=True))


def version_seen(post: Post, number: int | None) -> PostVersion | None:
    """The version of a shown post that somebody puts a mark on: with a number that one, where the public has seen it, else the shown one.

    None where the post is not shown, or the public has seen no such version.
    """
    shown = post.versions.filter(status=Status.SHOWN).first()
    if shown is None or number is None or number == shown.number:
        return shown
    return post.versions.filter(number=number, status=Status.SUPERSEDED, shown_at__isnull=False).first()


def supports_by(viewer: Viewer) -> dict[str, Combinable]:
    """Columns for posts that are read with their shown version as `shown`, without a query of their own.

    `my_support` is the number of the version that the viewer supported, None where they support none;
    `supported_before` is how many supports were given to other words than those shown now.
    """
    own = Support.objects.filter(post=OuterRef("pk"), person=viewer.person).values("version__number")[:1]
    return {
        "my_support": Subquery(own) if viewer.person is not None else NOBODY,
        "supported_before": Case(
            When(supported__gt=0, shown__number__gt=1, then=Subquery(of_other_words())),
            default=Value(0),
            output_field=IntegerField(),
        ),
    }


def of_other_words() -> QuerySet[Support, int]:
    """How many supports of a post were given to a version that is not shown now; none, where all were."""
    other = Support.objects.filter(post=OuterRef("pk")).exclude(version__status=Status.SHOWN).order_by()
    return other.values("post").annotate(n=Count("pk")).values_list("n", flat=True)

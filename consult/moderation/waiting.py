"""How much waits for a decision, over all consultations of somebody's teams."""

from collections import Counter
from uuid import UUID

from django.db.models import Count

from consult.accounts.viewer import Viewer
from consult.consultations.queries import of_team
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Status


def waiting_by_consultation(*, viewer: Viewer) -> dict[UUID, int]:
    """Consultation → how many versions wait in it or are reported by readers, where any are and the viewer is of the team. One query."""
    teams = of_team(viewer)
    held = PostVersion.objects.filter(status=Status.HELD, post__consultation__in=teams).order_by()
    reported = Post.objects.filter(flagged__gt=0, status=Status.SHOWN, consultation__in=teams).order_by()
    of_held = held.values_list("post__consultation").annotate(n=Count("id"))
    waiting: Counter[UUID] = Counter()
    for consultation, n in of_held.union(reported.values_list("consultation").annotate(n=Count("id")), all=True):
        waiting[consultation] += n
    return waiting

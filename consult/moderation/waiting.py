"""How much waits for a decision, over all consultations of somebody's teams."""

from uuid import UUID

from django.db.models import Count

from consult.accounts.viewer import Viewer
from consult.consultations.queries import of_team
from consult.discussion.models import PostVersion
from consult.discussion.rules import Status


def waiting_by_consultation(*, viewer: Viewer) -> dict[UUID, int]:
    """Consultation → how many versions wait in it, where any do and the viewer is of the team. One query."""
    held = PostVersion.objects.filter(status=Status.HELD, post__consultation__in=of_team(viewer)).order_by()
    return dict(held.values_list("post__consultation").annotate(n=Count("id")))

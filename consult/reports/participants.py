"""Who counts as somebody that took part: whoever said something for themselves. What is said by office does not, and the team does not."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from consult.consultations.models import Consultation
from consult.consultations.queries import members_of
from consult.discussion.models import Post, Submission


def own_submissions(consultation: Consultation) -> QuerySet[Submission]:
    """The submissions that hold something which somebody with an account said for themselves, and not by office."""
    own = Exists(Post.objects.filter(submission=OuterRef("pk"), office=""))
    return Submission.objects.filter(own, consultation=consultation, author__isnull=False)


def people(consultation: Consultation) -> int:
    """How many people took part: the authors of these, without those who are in the team now. One query."""
    return authors(consultation, in_team=False)


def of_team(consultation: Consultation) -> int:
    """How many of the authors are left out for that they are in the team: they wrote before they came into it. One query."""
    return authors(consultation, in_team=True)


def authors(consultation: Consultation, *, in_team: bool) -> int:
    """How many have said something for themselves, of those who are in the team, or of the others."""
    team = Q(author__in=members_of(consultation).values("person"))
    return own_submissions(consultation).filter(team if in_team else ~team).order_by().values("author").distinct().count()

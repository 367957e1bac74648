"""The demonstration as the stage of the sights."""

from datetime import timedelta

from django.db.models import Count

from consult.accounts.actions import open_account
from consult.accounts.models import Person
from consult.accounts.viewer import OPERATOR, Viewer
from consult.consultations.actions import close_consultation
from consult.consultations.models import Consultation
from consult.discussion.models import Post
from consult.discussion.rules import ShownName, Status
from tests.cast import Someone, moment
from tests.pictures.house import manage
from tests.sights.stage import Stage, stage


def played() -> tuple[Consultation, Stage]:
    """Load it, and find the consultation in which most is said."""
    manage("demo", "--skip-checks")
    row = Consultation.objects.filter(step="open").annotate(n=Count("posts")).order_by("-n")[0]
    someone = open_account(email="rahayu@arunika.example", name="Rahayu", now=moment() - timedelta(days=3))
    newcomer = Someone(Viewer(person=someone.person), someone.email)
    return row, stage(row, citizen=speaker(row), newcomer=newcomer, word="layanan", now=moment())


def speaker(row: Consultation) -> Person:
    """Who has said most, under their name."""
    said = Post.objects.filter(consultation=row, status=Status.SHOWN, reply_to=None, submission__author__isnull=False)
    named = said.filter(versions__shown_name=ShownName.REAL) or said
    author, _n = named.values_list("submission__author_id").annotate(n=Count("pk")).order_by("-n", "submission__author_id")[0]
    return Person.objects.get(pk=author)


def close(row: Consultation) -> None:
    """The consultation takes no more posts."""
    close_consultation(actor=OPERATOR, slug=row.slug, now=moment())

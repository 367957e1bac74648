"""The demonstration as the stage of the sights."""

from datetime import timedelta

from django.db.models import Count

from consult.accounts.actions import open_account
from consult.accounts.models import Person
from consult.accounts.viewer import OPERATOR, Viewer
from consult.consultations.actions import close_consultation
from consult.consultations.models import Consultation
from consult.consultations.rules import TeamRole
from consult.discussion.models import Post
from consult.discussion.rules import ShownName, Status
from consult.documents.models import Wording
from consult.formats.outline.clauses import Part
from consult.moderation.rules import Verdict
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import decides_on, sent_file
from tests.pictures.house import manage
from tests.sights.stage import Stage, stage


def played() -> tuple[Consultation, Stage]:
    """Load it, and find the consultation in which most is said."""
    manage("demo", "--skip-checks")
    row = Consultation.objects.filter(step="open").annotate(n=Count("posts")).order_by("-n")[0]
    someone = open_account(email="rahayu@arunika.example", name="Rahayu", now=moment() - timedelta(days=3))
    newcomer = Someone(Viewer(person=someone.person), someone.email)
    send_files(row, newcomer)
    return row, stage(row, citizen=speaker(row), newcomer=newcomer, word="layanan", now=moment())


def send_files(row: Consultation, who: Someone) -> None:
    """Two files that came with letters: one that waits, and one that a moderator has let through."""
    scene = Scene(row, dict(Wording.objects.filter(revision__document__consultation=row, part=Part.BODY).values_list("label", "clause")))
    sent_file(who, scene)
    moderator = row.memberships.filter(role=TeamRole.MODERATOR)[0].person
    shown = sent_file(who, scene, b"Daftar harga di pasar.")
    decides_on(Someone(Viewer(person=moderator)), shown, Verdict.PUBLISH)


def speaker(row: Consultation) -> Person:
    """Who has said most, under their name."""
    said = Post.objects.filter(consultation=row, status=Status.SHOWN, reply_to=None, submission__author__isnull=False)
    named = said.filter(versions__shown_name=ShownName.REAL) or said
    author, _n = named.values_list("submission__author_id").annotate(n=Count("pk")).order_by("-n", "submission__author_id")[0]
    return Person.objects.get(pk=author)


def close(row: Consultation) -> None:
    """The consultation takes no more posts."""
    close_consultation(actor=OPERATOR, slug=row.slug, now=moment())

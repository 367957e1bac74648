"""Supporting documents that an official uploads in tests."""

from uuid import UUID

from consult.documents.actions import upload_supporting, withdraw_supporting
from consult.documents.models import Paper
from consult.documents.rules import PaperKind
from tests.cast import Scene, Someone, moment

STUDY = b"Kajian tentang lapak: tiga dari empat pedagang tidak beratap."


def uploads(
    who: Someone,
    scene: Scene,
    data: bytes = STUDY,
    *,
    name: str = "kajian.txt",
    title: str = "Naskah akademik pasar pagi",
    document: UUID | None = None,
    kind: PaperKind = PaperKind.ACADEMIC_STUDY,
    key: str | None = None,
) -> Paper:
    """Upload one, or replace its file."""
    return upload_supporting(
        actor=who.viewer,
        slug=scene.row.slug,
        document_id=document,
        kind=kind,
        title=title,
        language="id",
        data=data,
        name=name,
        key=key,
        now=moment(),
    )


def withdraws(who: Someone, scene: Scene, document: UUID, why: str = "Berkasnya keliru, yang benar menyusul.") -> Paper:
    """Withdraw one."""
    return withdraw_supporting(actor=who.viewer, slug=scene.row.slug, document_id=document, why=why, now=moment())

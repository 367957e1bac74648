"""A picture of a draft on pages: named where it stood, at the desk and for readers, and taken away as a file that does nothing."""

import pytest

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import open_consultation
from consult.documents.models import Revision
from consult.proposals.actions import publish_revision
from tests.cast import Someone, moment
from tests.consult.documents.test_pictures import imported, pasar
from tests.consult.platform.uploads.made import png
from tests.frontend.pages import browser, page, read

__all__ = ["pasar"]

pytestmark = pytest.mark.django_db


def path_of(revision: Revision, number: int) -> str:
    """Its address."""
    return f"/k/pasar/draft/{revision.pk}/pictures/{number}/"


def test_readers_find_a_picture_where_it_stood_and_take_it_away(pasar: str) -> None:
    revision = imported(pasar)
    publish_revision(actor=OPERATOR, slug=pasar, number=1, unsettled=4, now=moment())
    open_consultation(actor=OPERATOR, slug=pasar, closes_at=None, now=moment())

    shown = read("/k/pasar/draft/")

    assert [link["href"] for link in shown.find("a", download="") if "/pictures/" in link["href"]] == [
        path_of(revision, n) for n in (1, 2, 3, 4)
    ]
    assert f"Picture 2 denah1.png, {len(png(width=3))} bytes" in shown.words
    file = browser().get(path_of(revision, 2))
    assert file.content == png(width=3)
    assert file.headers["Content-Type"] == "image/png"
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file.headers["Content-Disposition"] == 'attachment; filename="denah1.png"'
    assert browser().get(path_of(revision, 2), headers={"If-None-Match": file.headers["ETag"]}).status_code == 304
    assert browser().get(path_of(revision, 9)).status_code == 404


@pytest.mark.parametrize("where", ["/desk/pasar/import/", "/desk/pasar/import/preview/"])
def test_officials_see_which_pictures_were_kept(pasar: str, ratna: Someone, where: str) -> None:
    revision = imported(pasar)

    shown = page(browser(ratna).get(where))

    assert shown.find("a", href=path_of(revision, 3))

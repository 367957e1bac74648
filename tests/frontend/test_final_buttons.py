"""What cannot be taken back is asked for by a button that looks like no other, in colours that can be read and not by colour alone."""

import re

import pytest

from tests.cast import Scene, Someone
from tests.frontend.pages import read
from tests.frontend.test_weight import STATIC

SHEET = (STATIC / "naskah.css").read_text()


def luminance(colour: str) -> float:
    """WCAG's, of `#rrggbb`."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_erasing_and_withdrawing_look_so(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))

    for path in ("/me/erasure/", f"/me/posts/{post.pk}/withdraw/"):
        assert len(read(path, by=siti).find("button", class_="button button-gone")) == 1


def test_editing_and_keeping_do_not(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))

    assert not read(f"/me/posts/{post.pk}/edit/", by=siti).find("button", class_="button button-gone")


@pytest.mark.parametrize("scheme", [0, 1])
def test_it_can_be_read_in_both_schemes_and_has_a_sign_beside_its_colour(scheme: int) -> None:
    inks, papers = (re.findall(rf"--{name}: (#\w{{6}});", SHEET) for name in ("oppose", "paper"))
    light, dark = sorted((luminance(inks[scheme]), luminance(papers[scheme])))

    assert (dark + 0.05) / (light + 0.05) >= 4.5
    assert re.search(r"\.button-gone \{[^}]*color: var\(--oppose\); border: 2px solid", SHEET)
    assert '.button-gone::before { content: "✕"' in SHEET

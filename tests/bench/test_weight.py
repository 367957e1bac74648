"""What a cheap phone fetches once, packed as it is sent."""

import pytest

from frontend import fonts
from tests.bench.conftest import Measured
from tests.frontend.test_weight import KB, STATIC, packed

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


def test_style_sheet_scripts_and_fonts_are_light(measured: Measured) -> None:
    sheets, scripts = STATIC.rglob("*.css"), STATIC.rglob("*.js")

    measured("our style sheet, packed", packed(*sheets) / KB, "KB", at_most=15)
    measured("our scripts, packed", packed(*scripts) / KB, "KB", at_most=8)
    measured("the fonts", packed(*(fonts.made() / path for path in fonts.FILES)) / KB, "KB", at_most=36)

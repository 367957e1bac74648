"""Here the consultation has been open for some days, so that things can have waited."""

from datetime import timedelta

import pytest

from consult.consultations.models import Consultation
from tests.cast import Scene, moment


@pytest.fixture
def consultation(consultation: Scene) -> Scene:
    """Open for five days; a moderator looks before anything is public."""
    Consultation.objects.filter(pk=consultation.row.pk).update(opens_at=moment() - timedelta(days=5))
    consultation.row.refresh_from_db()
    return consultation

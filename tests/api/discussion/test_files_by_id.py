"""A file asked for by its id, on its page and through the API, while its letter is not sent, and after its sender is erased."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from consult.discussion.models import Attachment, Draft
from consult.record.erasure.erase_person import erase_person
from tests.api.clients import V1, program
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import attaches, sent_file
from tests.consult.discussion.letters import adds, said
from tests.frontend.pages import browser, page

pytestmark = pytest.mark.django_db


def answers(file: object, who: Someone | None, *, at: Scene) -> Iterator[Any]:
    """What the page and the API answer to somebody who knows the id."""
    yield browser(who).get(f"/k/{at.row.slug}/attachments/{file}/")
    yield (program(who) if who else Client()).get(f"{V1}/attachments/{file}/")


def is_found(file: Attachment, who: Someone | None, *, at: Scene) -> bool:
    """Whether either gives it; where they do not, they say no more than of an id that nothing has."""
    given, missing = list(answers(file.pk, who, at=at)), list(answers(uuid4(), who, at=at))
    codes = {answer.status_code for answer in given}
    if 404 in codes:
        assert codes == {404}, codes
        assert page(given[0]).words == page(missing[0]).words
        assert given[1].json() == missing[1].json()
    return codes == {200}


def test_a_file_of_a_letter_that_is_not_sent_is_given_to_nobody(
    lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone
) -> None:
    adds(siti, said("Lihat daftar.", on=lively.clause("Pasal 3")))
    in_draft = attaches(siti, lively, draft=Draft.objects.get().pk)
    ahead = attaches(siti, lively, b"Daftar kedua.")

    for file in (in_draft, ahead):
        for who in (None, siti, agus, budi, ratna):
            assert not is_found(file, who, at=lively), who


def test_a_file_of_somebody_who_is_erased_is_given_to_nobody(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    file = sent_file(siti, lively)
    for who in (None, siti, agus, budi):
        assert is_found(file, who, at=lively), who

    erase_person(actor=siti.viewer, person_id=siti.person.pk, now=moment())

    for one in (None, agus, budi):
        assert not is_found(file, one, at=lively), one

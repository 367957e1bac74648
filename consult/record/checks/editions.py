"""Checking editions: that their data are those that were frozen, and their files those that were made of them."""

import json
from collections.abc import Iterator
from hashlib import sha256

from consult.consultations.models import Consultation
from consult.platform.audit.canonical import instant
from consult.platform.audit.models import Entry
from consult.record.checks.chains import Fault, Said
from consult.record.checks.comparisons import against
from consult.record.checks.people import Pseudonyms
from consult.reports.models import Edition, EditionFile

FEW = 4  # rows read at a time: each is a whole file


def check_editions(consultation: Consultation, said: Said, people: Pseudonyms) -> Iterator[Fault]:
    """Every edition and every file of it."""
    for edition in Edition.objects.filter(consultation=consultation).order_by("number").iterator(chunk_size=FEW):
        what, subject = f"edition {edition.number} of {consultation.slug}", str(edition.pk)
        yield from against(said, subject, sha256(bytes(edition.data)).hexdigest(), what=what)
        if not fits_its_data(edition, consultation):
            yield Fault(what, "is not what its data say")
        if not people.fit(str(edition.frozen_by_id) if edition.frozen_by_id else None, said.actors.get(subject)):
            yield Fault(what, "was frozen by somebody else than the record says")
        if said.edited.get(subject) != (instant(edition.edited_at) if edition.edited_at else None):
            yield Fault(what, "was edited at another instant than the record says")
    yield from check_files(consultation, said)


def fits_its_data(edition: Edition, consultation: Consultation) -> bool:
    """Whether the columns say what the frozen data say, and the record had that head then."""
    data = json.loads(bytes(edition.data))
    head = {"length": edition.record_length, "head": edition.record_head}
    said = (data["consultation"], data["number"], data["frozen_at"], data["record"])
    is_same = said == (consultation.slug, edition.number, instant(edition.frozen_at), head)
    entries = Entry.objects.filter(chain=consultation.chain_id, number=edition.record_length, hash=edition.record_head)
    return is_same and edition.data_sha256 == sha256(bytes(edition.data)).hexdigest() and entries.exists()


def check_files(consultation: Consultation, said: Said) -> Iterator[Fault]:
    """Every file, by its bytes."""
    found = EditionFile.objects.filter(edition__consultation=consultation).select_related("edition").defer("edition__data")
    for file in found.order_by("edition__number", "language", "form").iterator(chunk_size=FEW):
        what, content = f"file {file.form} in {file.language} of edition {file.edition.number}", bytes(file.content)
        yield from against(said, str(file.pk), sha256(content).hexdigest(), what=what)
        if said.files.get(str(file.pk)) != (str(file.edition_id), file.form, file.language):
            yield Fault(what, "is another file than the record says")
        if (file.size, file.sha256) != (len(content), sha256(content).hexdigest()):
            yield Fault(what, "is not what is said of it")

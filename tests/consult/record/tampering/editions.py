"""What could be changed of an edition or its files behind the record's back, and what has to be named for it."""

from datetime import timedelta
from uuid import uuid4

from consult.accounts.viewer import OPERATOR
from consult.reports.actions import freeze_edition
from consult.reports.editions.files import make_missing
from consult.reports.models import Edition, EditionFile
from tests.cast import moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import NO_ENTRY, NO_ROW, OTHERWISE, Named, change, remove, subject, tampering


def edition(life: Life) -> Edition:
    """One that is frozen, with its files."""
    made = freeze_edition(actor=OPERATOR, slug=life.slug, now=moment())
    make_missing(made.pk, clock=moment)
    return made


def file(life: Life) -> EditionFile:
    """A file of it."""
    return EditionFile.objects.get(edition=edition(life), form="csv", language="id")


def named(life: Life) -> str:
    """How it is named."""
    return f"edition 1 of {life.slug}"


FILE = "file csv in id of edition 1"
NOT_ITS_DATA = "is not what its data say"


@tampering
def a_figure_of_an_edition(life: Life) -> Named:
    one = edition(life)
    change(one, data=bytes(one.data).replace(b'"received":7', b'"received":8', 1))
    return named(life), OTHERWISE


@tampering
def the_number_of_an_edition(life: Life) -> Named:
    change(edition(life), number=2)
    return f"edition 2 of {life.slug}", NOT_ITS_DATA


@tampering
def the_head_that_an_edition_names(life: Life) -> Named:
    change(edition(life), record_head="0" * 64)
    return named(life), NOT_ITS_DATA


@tampering
def the_instant_of_an_edition(life: Life) -> Named:
    change(edition(life), frozen_at=moment() + timedelta(hours=1))
    return named(life), NOT_ITS_DATA


@tampering
def the_hash_of_an_edition(life: Life) -> Named:
    change(edition(life), data_sha256="0" * 64)
    return named(life), NOT_ITS_DATA


@tampering
def who_froze_an_edition(life: Life) -> Named:
    change(edition(life), frozen_by=life.shown.submission.author)
    return named(life), "was frozen by somebody else than the record says"


@tampering
def that_an_edition_was_edited(life: Life) -> Named:
    change(edition(life), edited_at=moment())
    return named(life), "was edited at another instant than the record says"


@tampering
def an_edition_taken_away(life: Life) -> Named:
    one = freeze_edition(actor=OPERATOR, slug=life.slug, now=moment())
    remove(one)
    return subject(life, one), NO_ROW


@tampering
def an_edition_put_in(life: Life) -> Named:
    one = freeze_edition(actor=OPERATOR, slug=life.slug, now=moment())
    one.pk, one.number = uuid4(), 2
    one.save(force_insert=True)
    return f"edition 2 of {life.slug}", NO_ENTRY


@tampering
def a_file_of_an_edition(life: Life) -> Named:
    one = file(life)
    change(one, content=bytes(one.content) + b"\n")
    return FILE, OTHERWISE


@tampering
def the_language_of_a_file(life: Life) -> Named:
    other, one = EditionFile.objects, file(life)
    remove(other.get(edition=one.edition, form="csv", language="en"))
    change(one, language="en")
    return "file csv in en of edition 1", "is another file than the record says", f"record {life.slug}, subject {gone(life)}"


def gone(life: Life) -> str:
    """Id of a file that the record knows, and that is not there."""
    there = {str(pk) for pk in EditionFile.objects.values_list("pk", flat=True)}
    [missing] = [entry.subject for entry in life.chain.entries.filter(action="edition.file") if entry.subject not in there]
    return missing


@tampering
def the_size_of_a_file(life: Life) -> Named:
    change(file(life), size=1)
    return FILE, "is not what is said of it"

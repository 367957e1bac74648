"""Checks the record: every chain, and every row that should stand in one. Whatever does not fit is named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain as chained
from itertools import islice

from consult.consultations.models import Consultation
from consult.errors import NotFound
from consult.platform.audit.models import SITE, Chain, Entry
from consult.platform.snapshot import at_one_instant
from consult.record.checks import marks, rows, versions
from consult.record.checks.attachments import check_attachments
from consult.record.checks.chains import Fault, Said, walk
from consult.record.checks.editions import check_editions
from consult.record.checks.people import check_erased, pseudonyms_in
from consult.record.checks.pictures import check_pictures
from consult.record.checks.placements import check_picked, check_placements
from consult.record.checks.polls import check_polls
from consult.record.checks.supporting_documents import check_papers

BETWEEN = re.compile(r"[\s\u200b-]+")  # digits of a hash that is copied from paper or a page
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)  # what values of an unexpected shape raise


@dataclass
class Verification:
    """What was gone through, and the faults found. `heads` are the ends of the chains, to compare with printed ones."""

    entries: int = 0
    heads: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def verify(slug: str | None = None, *, head: str | None = None, most: int = 20) -> Verification:
    """Go through one consultation's chain, or all of them, until `most` faults are found. For the operator.

    Others may go on writing: everything is read as it is at one instant. Files are not: where one was taken away since then, and rightly
    so, all is read anew.

    Args:
        head: a head that was printed earlier, which has to be the hash of an entry still. Blanks and line ends in it count for nothing.

    Raises:
        NotFound: no chain has that name.
    """
    result = Verification()
    with at_one_instant():
        chains = list(Chain.objects.order_by("name") if slug is None else Chain.objects.filter(name=slug))
        if slug is not None and not chains:
            raise NotFound
        every = chained(
            lost(head, chains), vanished() if slug is None else (), chained.from_iterable(faults_of(each, result) for each in chains)
        )
        result.faults.extend(islice(every, most))
    overtaken = any(fault.still is not None and not fault.still() for fault in result.faults)
    return verify(slug, head=head, most=most) if overtaken else result


def lost(head: str | None, chains: Sequence[Chain]) -> Iterator[Fault]:
    """A head that was printed and that no entry has any more."""
    if head is not None and not Entry.objects.filter(chain__in=chains, hash=BETWEEN.sub("", head.lower())).exists():
        yield Fault(f"head {head}", "is not in the record, though it was printed")


def vanished() -> Iterator[Fault]:
    """Consultations whose chain is gone, and that of the site where there is any consultation."""
    names = set(Chain.objects.values_list("name", flat=True))
    slugs = list(Consultation.objects.order_by("slug").values_list("slug", flat=True))
    for name in [*([SITE] if slugs else []), *slugs]:
        if name not in names:
            yield Fault(f"record {name}", "is gone")


def faults_of(chain: Chain, result: Verification) -> Iterator[Fault]:
    """The faults of one chain: of its entries first, then of the rows that it speaks of."""
    result.heads[chain.name] = chain.head
    said, broken = Said(), False
    try:
        for fault in walk(chain, said):
            broken = True
            yield fault
        if not broken:
            yield from rows_of(chain, said)
            yield from rows.gone(said, chain.name)
    except UNREADABLE as error:
        yield Fault(f"record {chain.name}", f"something in it or in its rows cannot be read ({type(error).__name__}: {error})")
    finally:
        result.entries += said.entries


def rows_of(chain: Chain, said: Said) -> Iterator[Fault]:
    """Everything that the chain speaks of."""
    consultation = Consultation.objects.filter(chain=chain).first()
    if chain.name == SITE:
        yield from rows.check_site(said)
        yield from check_erased(said)
    if consultation is None:
        return
    people = pseudonyms_in(chain)
    yield from rows.check_consultation(consultation, said)
    yield from rows.check_team(consultation, said, people)
    yield from rows.check_documents(consultation, said)
    yield from check_papers(consultation, said)
    yield from rows.check_revisions(consultation, said)
    yield from check_pictures(consultation)
    yield from check_placements(consultation, said, people)
    yield from check_picked(consultation, said, people)
    yield from rows.check_numbers(consultation, said)
    yield from rows.check_threads(consultation, said)
    yield from versions.check_versions(consultation, said, people)
    yield from check_attachments(consultation, said, people)
    yield from rows.check_events(consultation, said)
    yield from rows.check_decisions(consultation, said, people)
    yield from marks.check_supports(consultation, said, people)
    yield from marks.check_flags(consultation, said, people)
    yield from marks.check_keepings(consultation, said, people)
    yield from marks.check_counts(consultation)
    yield from check_polls(consultation, said)
    yield from check_editions(consultation, said, people)

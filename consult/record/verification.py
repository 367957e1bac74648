"""Checks the record: every chain, and every row that should stand in one. Whatever does not fit is named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain as chained
from itertools import islice

from consult.audit.models import SITE, Chain
from consult.consultations.models import Consultation
from consult.errors import NotFound
from consult.record import rows, versions
from consult.record.chains import Fault, Said, walk
from consult.record.people import pseudonyms_in
from consult.snapshot import at_one_instant

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)  # what values of an unexpected shape raise


@dataclass
class Verification:
    """What was gone through, and the faults found. `heads` are the ends of the chains, to compare with printed ones."""

    entries: int = 0
    heads: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def verify(slug: str | None = None, *, most: int = 20) -> Verification:
    """Go through one consultation's chain, or all of them, until `most` faults are found. For the operator.

    Others may go on writing: everything is read as it is at one instant.

    Raises:
        NotFound: no chain has that name.
    """
    result = Verification()
    with at_one_instant():
        chains = list(Chain.objects.order_by("name") if slug is None else Chain.objects.filter(name=slug))
        if slug is not None and not chains:
            raise NotFound
        result.faults.extend(islice(chained.from_iterable(faults_of(each, result) for each in chains), most))
    return result


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
    if consultation is None:
        return
    people = pseudonyms_in(chain)
    yield from rows.check_consultation(consultation, said)
    yield from rows.check_team(consultation, said, people)
    yield from rows.check_documents(consultation, said)
    yield from rows.check_revisions(consultation, said)
    yield from rows.check_numbers(consultation, said)
    yield from versions.check_versions(consultation, said, people)
    yield from versions.check_posts_without_version(consultation)
    yield from rows.check_counts(consultation)
    yield from rows.check_events(consultation)
    yield from rows.check_decisions(consultation, said, people)

"""Who stands behind a pseudonym of a chain, as long as they are not erased; and whether who is erased is so wholly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from consult.accounts.models import Account, Person, Pseudonym
from consult.platform.audit.models import Chain
from consult.record.checks.chains import Fault, Said

WITHOUT_ENTRY: Final = "is erased, and the record does not say so"


@dataclass(frozen=True)
class Pseudonyms:
    """Person → pseudonym in one chain, and who has been erased and so has none any more. Ids are text."""

    given: Mapping[str, str]
    erased: frozenset[str]

    def fit(self, person: str | None, actor: str | None) -> bool:
        """Whether the record's `actor` is that person, as far as it can still be told."""
        return person is None or person in self.erased or self.given.get(person) == actor


def pseudonyms_in(chain: Chain) -> Pseudonyms:
    """Everybody who has acted in the chain."""
    given = Pseudonym.objects.filter(chain=chain).values_list("person_id", "id")
    erased = Person.objects.filter(erased_at__isnull=False).values_list("id", flat=True)
    return Pseudonyms({str(person): str(pseudonym) for person, pseudonym in given}, frozenset(map(str, erased)))


def check_erased(said: Said) -> Iterator[Fault]:
    """Whether exactly those are erased of whom the record says so, and nothing is left that names them."""
    erased = {str(person) for person in Person.objects.filter(erased_at__isnull=False).values_list("id", flat=True)}
    for person in sorted(erased ^ said.erased):
        yield Fault(f"person {person}", WITHOUT_ENTRY if person in erased else "is not erased, and the record says so")
    named = Q(Exists(Account.objects.filter(person=OuterRef("pk")))) | Q(Exists(Pseudonym.objects.filter(person=OuterRef("pk"))))
    left = Person.objects.filter(~Q(name="") | ~Q(chosen_name="") | named, erased_at__isnull=False)
    for person_id in left.order_by("id").values_list("id", flat=True):
        yield Fault(f"person {person_id}", "is erased, and something that names them is still there")

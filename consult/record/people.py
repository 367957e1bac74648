"""Who stands behind a pseudonym of a chain, as long as they are not erased."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.accounts.models import Person, Pseudonym
from consult.audit.models import Chain


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

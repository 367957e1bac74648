"""Which clause each clause of an explanation explains, by the path of numbers that both share."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from consult.documents.models import Wording
from consult.formats.outline.clauses import ITEMS, Part

PREFIX: Final = f"{Part.EXPLANATION}-"  # of the keys in an explanation; what follows is the path of numbers, as in the body


def explained(wordings: Iterable[Wording]) -> dict[UUID, UUID]:
    """From an explanation to what it explains, both as ids of wordings of one revision, given in reading order.

    `explanation-pasal-4-ayat-2` is tied to `pasal-4-ayat-2`, where kind and number are the same too, since a key may be another
    clause's by chance. A list below an explanation with words of its own belongs to these words and is tied to nothing: it is
    numbered as the items of a clause are, and explains none of them. What is more than an item is tied, whatever it stands below.
    """
    wordings = list(wordings)
    by_path = {(one.key, one.kind, one.number): one.pk for one in wordings if one.number and one.part != Part.EXPLANATION}
    ties: dict[UUID, UUID] = {}
    speaking: set[UUID | None] = set()  # explanations with words of their own, and the lists below them
    for one in wordings:
        if one.part != Part.EXPLANATION:
            continue
        found = by_path.get((one.key.removeprefix(PREFIX), one.kind, one.number))
        is_listed = one.kind in ITEMS and one.parent_id in speaking
        if found and not is_listed:
            ties[one.pk] = found
        if is_listed or (one.number and one.text):
            speaking.add(one.pk)
    return ties

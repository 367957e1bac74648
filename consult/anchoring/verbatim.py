"""Whether words stand in another text beyond doubt, as they stood: by their kept place, by what is around them, or by themselves."""

from typing import Final

from consult.anchoring.alignment import Trace
from consult.anchoring.quotes import Span
from consult.anchoring.sought_quote import Sought

AGREED: Final = 16  # characters around few words that have to be the same, for them to be those words


def certain(sought: Sought, trace: Trace) -> Span | None:
    """Where the words stand in the new, folded text; None where they do not, or where one of several places would be a guess."""
    if kept := images(sought, trace):
        return kept[0]
    free = free_hits(sought, trace)
    text = trace.new.folded
    known = [hit for hit in free if sought.agreed(hit, text) >= AGREED]
    whole = [hit for hit in known if sought.agreed(hit, text) == len(sought.prefix) + len(sought.suffix)]
    for telling in (whole, known, free if sought.is_telling else []):
        if telling:
            return telling[0] if len(telling) == 1 else None
    return None


def images(sought: Sought, trace: Trace) -> list[Span]:
    """The kept places of the words, where each is kept that they may have stood at: then it does not matter which it was."""
    found = [trace.image(place) for place in sought.places]
    kept = [image for image in found if image]
    return kept if len(kept) == len(found) else []


def free_hits(sought: Sought, trace: Trace) -> list[Span]:
    """Where the words stand in the new text, but for the places that the same words had elsewhere in the old one."""
    hits = sought.hits(trace.new.folded)
    taken = {trace.image(other) for other in sought.others} if hits else set()
    return [hit for hit in hits if hit not in taken]

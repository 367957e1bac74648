"""The pictures of a published revision in the draft that is made from it: each stands where its clause stands now."""

from collections.abc import Sequence

from consult.documents.editing.passages import Passage
from consult.documents.models import Revision, Wording


def pictures_moved(previous: Revision, wordings: Sequence[Wording], passages: Sequence[Passage]) -> list[dict[str, object]]:
    """The pictures as a revision keeps them, those of a clause that is gone with the one before it. `wordings`: all of `previous`."""
    lines = {one.id: one.line for one in passages}
    moved = []
    for picture in previous.pictures:
        before = [str(one.clause_id) for one in wordings if one.line is not None and one.line <= picture["line"]]
        line = next((lines[id_] for id_ in reversed(before) if id_ in lines), None)
        moved.append({**picture, "line": line or 1})
    return moved

"""A revision while it is edited, as its rows say: what was read, what was done to it since, and how its doubts stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consult.documents.editing.doubtful_places import Place, Standing, Warnings, numbered, places_of, standing
from consult.documents.editing.edit_history import History, Step, history, replayed
from consult.documents.editing.labels import Tradition
from consult.documents.editing.learnt_names import Read, learnt
from consult.documents.editing.operations import OPERATIONS, operation_of
from consult.documents.editing.passages import Passage, Passages
from consult.documents.editing.tradition_styles import styles_of, unnumbered_in
from consult.documents.models import Edit, Reading, Revision, Wording
from consult.formats.outline.composed_text import HANGING, hanging


@dataclass(frozen=True)
class Edited:
    """How far the editing of a revision has come. `steps`: every one, by number."""

    history: History
    standing: Standing
    warnings: Warnings
    steps: dict[int, Edit]

    @property
    def open(self) -> list[int]:
        """The numbers of the doubts that nobody has settled."""
        return self.standing.open(self.warnings)


@dataclass(frozen=True)
class Draft:
    """A revision with its clauses, as they were read and as they are now."""

    edited: Edited
    read: Passages
    passages: Passages
    tradition: Tradition

    def with_steps(self, steps: Iterable[Step]) -> Passages:
        """The clauses as these steps make them of what was read."""
        return replayed(self.read, steps, self.tradition)


def edited(revision: Revision, wordings: Sequence[Wording]) -> Edited:
    """For its pages; `wordings` are all of it. Two queries."""
    edits = list(revision.edits.select_related("edited_by"))
    places = Reading.objects.filter(revision=revision).values_list("places", flat=True).first() if edits else None
    warnings = numbered(revision.warnings)
    known = {int(number): id_ for number, id_ in places.items()} if places is not None else places_in(warnings, wordings)
    return _edited(edits, known, warnings)


def _edited(edits: Sequence[Edit], places: dict[int, str], warnings: Warnings) -> Edited:
    past = history(map(step_of, edits))
    return Edited(past, standing(places, past.holds), warnings, {edit.number: edit for edit in edits})


def places_in(warnings: Warnings, wordings: Iterable[Wording]) -> dict[int, str]:
    """Which clause each doubt is about in a revision that nobody has edited yet."""
    return places_of(warnings, [Place(str(one.clause_id), one.label, one.line) for one in wordings])


def step_of(edit: Edit) -> Step:
    """The step that a row holds."""
    operation = operation_of(edit.name, edit.given) if edit.name in OPERATIONS else None
    return Step(edit.number, edit.name, operation, tuple(edit.settles))


def draft(revision: Revision, reading: Reading) -> Draft:
    """The revision with its clauses, made from what was read and every step that holds. One query."""
    found = _edited(list(revision.edits.all()), {int(number): id_ for number, id_ in reading.places.items()}, numbered(revision.warnings))
    read, tradition = learnt([read_of(row) for row in reading.clauses], styles_of(revision.profile), unnumbered_in(revision.profile))
    return Draft(found, read, replayed(read, found.history.holds, tradition), tradition)


def reading_of(revision: Revision, wordings: Sequence[Wording]) -> Reading:
    """What was read: as it was kept, or, where nobody has edited yet, as the wordings say; then it is not stored."""
    kept = Reading.objects.filter(revision=revision).first()
    if kept is not None:
        return kept
    places = places_in(numbered(revision.warnings), wordings)
    return Reading(revision=revision, clauses=rows_of(wordings), places={str(n): id_ for n, id_ in places.items()})


def rows_of(wordings: Sequence[Wording]) -> list[dict[str, object]]:
    """The clauses of a revision as they are kept of a reading."""
    ids: dict[object, str] = {one.pk: str(one.clause_id) for one in wordings}
    labels: dict[object, str] = {one.pk: one.label for one in wordings}
    return [row_of(one, ids) | {"mark": one.mark or printed_mark(one, labels.get(one.parent_id, ""))} for one in wordings]


def printed_mark(one: Wording, above: str) -> str:
    """The words that became its number, as drafts print them, where none were kept: imports of 0.4 and before kept none."""
    if not one.number:
        return ""
    return hanging(one) if one.kind in HANGING else one.label.removeprefix(above).strip()


FIELDS = ("part", "kind", "number", "heading", "text", "mark", "line")


def row_of(one: Wording, ids: dict[object, str]) -> dict[str, object]:
    """A clause as it is kept of a reading."""
    plain = {field: getattr(one, field) for field in FIELDS}
    return {"id": ids[one.pk], "parent": ids.get(one.parent_id), "label": one.label, "key": one.key, **plain}


def read_of(row: dict[str, object]) -> Read:
    """The same for editing."""
    given = {name: value for name, value in row.items() if name not in {"label", "key"}}
    return Read(Passage(**given), str(row["label"]), str(row["key"]))  # type: ignore[arg-type]  # as `row_of` wrote it

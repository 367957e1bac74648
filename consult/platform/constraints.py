"""Which refusal a broken constraint of the database stands for, so that the loser of a race reads the same as who came late."""

from collections.abc import Mapping
from typing import Final

from django.db import IntegrityError

from consult.errors import BadInput, Refusal

CONSTRAINTS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    # name of a constraint and, for SQLite, its columns → code and field, so that the loser of a race reads the same
    ("consultation_slug", "consult_consultation.slug"): ("consultation.slug_taken", "slug"),
    ("consult_chain_name", "consult_chain.name"): ("consultation.slug_taken", "slug"),  # its chain has the same name
    ("one_draft_per_consultation", "consult_document.consultation_id"): ("draft.waiting", "file"),
    ("support_once_per_person", "consult_support.post_id, consult_support.person_id"): ("support.twice", "support"),
    ("flag_once_per_version", "consult_flag.version_id, consult_flag.person_id"): ("flag.twice", "flag"),
    ("one_open_flag_per_person", "consult_flag.post_id, consult_flag.person_id"): ("flag.twice", "flag"),
}


def refusal_of(error: IntegrityError) -> Refusal | None:
    """The refusal that a broken constraint stands for, or None where it stands for none (then it is a fault of ours)."""
    told = str(error)
    found = (said for names, said in CONSTRAINTS.items() if any(name in told for name in names))
    code, field = next(found, (None, ""))
    return BadInput(code, field=field) if code else None

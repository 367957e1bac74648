"""What of a poll is hashed: its rules when it opens, which are frozen then, and the whole of it in the record."""

from collections.abc import Mapping, Sequence

from consult.platform.audit.canonical import digest, values_digest
from consult.polls.count_ballots import METHOD_OF
from consult.polls.models import Poll
from consult.polls.rules import ELIGIBILITY, Kind
from consult.tally.lot import seed_hash


def rules_digest(poll: Poll) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of what is asked, who may vote, how it is counted, and the hash of the lot's seed."""
    return digest(
        {
            "v": 1,
            "poll": poll.id,
            "kind": poll.kind,
            "language": poll.language,
            "title": poll.title,
            "description": poll.description,
            "options": [{"id": id_, "title": title} for id_, title in poll.options.order_by("position").values_list("id", "title")],
            "method": METHOD_OF[Kind(poll.kind)].name,
            "ties": "lot",
            "eligible": ELIGIBILITY,
            "seed_sha256": seed_hash(poll.seed),
        }
    )


def poll_digest(poll: Poll) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of the poll as it stands."""
    options = list(poll.options.order_by("position").values("id", "title"))
    return values_digest(**poll_values(poll, options=options))


def poll_values(poll: Poll, *, options: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """What of a poll is hashed, all of it public once the poll is open; `options` have id and title. The seed goes in with the tally."""
    return {
        "kind": poll.kind,
        "language": poll.language,
        "title": poll.title,
        "description": poll.description,
        "options": options,
        "status": poll.status,
        "opened_at": poll.opened_at,
        "closed_at": poll.closed_at,
        "rules_sha256": poll.rules_sha256,
        "seed": poll.seed if poll.tally else "",
        "list_sha256": poll.list_sha256,
        "eligible": poll.eligible,
        "taking_part": poll.taking_part,
        "tally": poll.tally,
    }

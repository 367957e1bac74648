"""The summary as JSON: one value, every figure by name."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from consult.reports.summary import Summary


def render(summary: Summary) -> bytes:
    """UTF-8 JSON; instants are ISO 8601 in UTC."""
    return (json.dumps(as_json(summary), ensure_ascii=False, indent=1, default=instant) + "\n").encode()


def as_json(summary: Summary) -> dict[str, object]:
    """The summary's fields under the names that other people's scripts rely on."""
    values = asdict(summary)
    return {
        "consultation": {name: values[name] for name in CONSULTATION},
        "revision": {"number": summary.revision, "sha256": summary.revision_sha256} if summary.revision else None,
        "edition": values["edition"],
        "made_at": summary.made_at,
        "counting": summary.counting,
        "totals": {"people": summary.people, "posts": tallies(values["posts"]), "submissions": tallies(values["submissions"])},
        "hidden_by_rule": {str(rule): n for rule, n in summary.hidden_by_rule.items()},
        "stances": values["stances"],
        "stanced": summary.stanced,
        "replies": summary.replies,
        "clauses": [{**clause, "stanced": made.stanced} for clause, made in zip(values["clauses"], summary.clauses, strict=True)],
        "posts": values["shown"],
        "draft": {"clauses": summary.clauses_in_draft, "with_contributions": summary.clauses_reached},
        "moderation": values["moderated"],
        "polls": [{**poll, "chosen": made.chosen} for poll, made in zip(values["polls"], summary.polls, strict=True)],
        "record": {"length": summary.record_length, "head": summary.record_head},
    }


CONSULTATION = (
    "slug",
    "title",
    "institution",
    "question",
    "summary",
    "legal_basis",
    "announcement",
    "document",
    "phase",
    "moderation",
    "practice",
    "opens_at",
    "closes_at",
    "unanswered",
    "answered_reason",
)


def tallies(rows: list[dict[str, object]]) -> dict[str, object]:
    """By channel: received, and each status."""
    return {str(row["name"]): {"received": row["received"], **row["by_status"]} for row in rows}  # type: ignore[dict-item]


def instant(value: object) -> str | float:
    """An instant in UTC; how long something took in seconds."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(type(value).__name__)

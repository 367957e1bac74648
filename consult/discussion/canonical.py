"""What of a post's version is hashed into the record. It recomputes after the words are erased."""

from collections.abc import Mapping
from hashlib import sha256

from consult.discussion.attribution import answers_a_question
from consult.discussion.models import Attachment, Flag, PickedProposal, Placement, PlacementDecision, Post, PostVersion, Support, Thread
from consult.platform.audit.canonical import canonical, digest, salted, values_digest


def version_digest(version: PostVersion, *, revision: int | None) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a version; `revision` is the number of the one its author saw."""
    post = version.post
    return version_values_digest(
        {
            "v": 1,
            "sha256": version.sha256,
            "kind": post.kind,
            "stance": version.stance or None,
            "operation": version.operation or None,
            "clause": post.clause_id,
            "revision": revision,
            "quote": version.quote,
            "reply_to": post.reply_to_id,
            "channel": post.submission.channel,
        }
    )


def version_values_digest(values: Mapping[str, object]) -> str:
    """The same from plain values, for whoever checks many."""
    return digest(values)


def version_facts(version: PostVersion, *, by: object) -> dict[str, object]:
    """What the record says beside the digest: where the version stands, and salted hashes: of the name that is shown, and of the language
    that it is read in with what screening saw in it.

    Of what proposes a wording also how long its text is, in characters: the hash is taken over both in one.

    Args:
        by: the pseudonym of who sends it.
    """
    return {
        "post": str(version.post_id),
        "thread": str(version.post.thread_id),
        "version": version.number,
        "number": version.post.number,
        "shown_as": shown_as(version.salt, version.shown_name, version.name, version.post.submission.on_behalf_of),
        "read_as": read_as(version.salt, by, version.language, canonical(version.signals).decode()),
        **({"text": len(version.text)} if version.wording else {}),
        **office_facts(version.post),
    }


def office_facts(post: Post) -> dict[str, object]:
    """By which office something is said, and which question it answers once it is public; nothing of what people say for themselves."""
    if not post.office:
        return {}
    return {"office": post.office, **({"answers": str(post.reply_to_id)} if answers_a_question(post) else {})}


def shown_as(salt: str, shown_name: str, name: str, on_behalf_of: str = "") -> str:
    """Hexadecimal SHA-256(salt ‖ kind of name, line feed, name); for an organisation, with a line feed and its name after it."""
    return salted(salt, "\n".join([shown_name, name, *([on_behalf_of] if on_behalf_of else [])]))


def read_as(salt: str, by: object, language: str, signals: str) -> str:
    """Hexadecimal SHA-256(salt ‖ pseudonym, line feed, language, line feed, canonical JSON of what screening saw); since 0.8.

    The salt of what is shown is in the open data, and there are few signals to guess, some of them about the account. A pseudonym is
    published nowhere.
    """
    return salted(salt, f"{by or ''}\n{language}\n{signals}")


def attachment_digest(attachment: Attachment) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of what was received, and with which submission."""
    return values_digest(
        sha256=attachment.sha256,
        media_type=attachment.media_type,
        size=attachment.size,
        submission=attachment.submission_id,
    )


def salted_bytes(salt: str, data: bytes) -> str:
    """Hexadecimal SHA-256(salt ‖ the file's bytes); `salt` is 32 hexadecimal digits for 16 bytes."""
    return sha256(bytes.fromhex(salt) + data).hexdigest()


def support_digest(support: Support) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a support; who gave it stands in its entry, as a pseudonym."""
    return values_digest(post=support.post_id, version=support.version_id, created_at=support.created_at)


def flag_digest(flag: Flag) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a flag; who put it up stands in its entry, as a pseudonym."""
    return values_digest(post=flag.post_id, version=flag.version_id, rule=flag.rule, sha256=flag.sha256, created_at=flag.created_at)


def thread_digest(thread: Thread) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a thread. Its title and notice are the team's public words."""
    return digest(
        {
            "v": 1,
            "kind": thread.kind,
            "title": thread.title,
            "clauses": sorted(str(place.clause_id) for place in thread.places.all()),
            "status": thread.status,
            "notice": thread.notice,
            "locked_at": thread.locked_at,
            "created_at": thread.created_at,
        }
    )


def picked_digest(picked: PickedProposal) -> str:
    """Hexadecimal SHA-256 of the canonical JSON; who settled a conflict stands in the record under a pseudonym."""
    names = ("revision_id", "post_id", "version_id", "settled_at")
    return digest({"v": 1, "outcome": str(picked.outcome), **{name: getattr(picked, name) for name in names}})


def placement_digest(placement: Placement) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of where a post stands in a revision."""
    names = ("post_id", "revision_id", "version_id", "clause_id", "state", "start", "end", "elsewhere")
    return digest({"v": 1, **{name: getattr(placement, name) for name in names}})


def placement_decision_digest(decision: PlacementDecision) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of the decision; who took it stands in the record under a pseudonym."""
    return digest({"v": 1, "placement": decision.placement_id, "verdict": decision.verdict, "decided_at": decision.decided_at})

"""Ask a moderator to look at a post, under a house rule. It hides nothing, and nobody but the team sees it."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from consult.access import Right
from consult.accounts.actions import signed_in
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import rule_in_force
from consult.consultations.rights import require
from consult.discussion.actions.record_entries import write_down
from consult.discussion.canonical import flag_digest
from consult.discussion.locks import locked_post
from consult.discussion.models import Flag
from consult.discussion.queries.marks import version_seen
from consult.discussion.queries.posts import is_author, known_post
from consult.errors import BadInput, NotAllowed, NotPossible
from consult.platform import idempotency, limits
from consult.platform.audit.canonical import salted
from consult.platform.markup import clean_text

NOTE_LIMIT: Final = 1_000  # characters of what somebody writes to the moderators


@idempotency.action
def flag_post(*, actor: Viewer, post_id: UUID, rule: int, text: str, version: int | None, address: str, now: datetime) -> Flag:
    """Report a public post: each person each version once, and another one once the earlier report is answered; text may be empty.

    Args:
        rule: number of the house rule in force that the actor thinks it breaks.
        version: number of the version that the actor saw; None for the one shown.

    Raises:
        NotFound: there is no such post for this actor.
        NotAllowed: it is the actor's own, or they may not report here, whatever the phase.
        NotPossible: it is not public, the actor reported that version or waits for an answer, the phase is past, or too many at once.
        BadInput: `rule` is not in force, or `text` is too long.
    """
    post = known_post(locked_post(post_id), viewer=actor, now=now)  # locked: a decision comes before or after it
    require(actor, Right.POST_FLAG, at=post.consultation, now=now)
    if is_author(post, actor):
        raise NotAllowed("flag.own")
    before = dict(post.flags.filter(person=actor.person).values_list("version", "answered_at"))
    seen = version_seen(post, version)
    if None in before.values() or (seen is not None and seen.pk in before):
        raise NotPossible("flag.twice")
    if seen is None:
        raise NotPossible("flag.not_shown")
    check_rule(post.consultation, rule)
    note = checked_note(text)
    limits.spend("flag", account=actor, address=address, now=now)

    salt = secrets.token_hex(16)
    hashed = {"salt": salt, "sha256": salted(salt, note)}
    flag = Flag.objects.create(post=post, person=signed_in(actor), version=seen, rule=rule, text=note, created_at=now, **hashed)
    post.flagged += 1
    post.save(update_fields=["flagged"])
    write_down(post, actor=actor, action="post.flagged", subject=flag.pk, digest=flag_digest(flag), now=now)
    return flag


def check_rule(consultation: Consultation, number: int) -> None:
    """Let a house rule pass that is in force.

    Raises:
        BadInput: there is none with that number.
    """
    if rule_in_force(consultation, number) is None:
        raise BadInput("flag.rule", field="rule", given=number)


def checked_note(text: str) -> str:
    """What is written to the moderators, as it is kept; white space alone is nothing.

    Raises:
        BadInput: it is too long.
    """
    note = clean_text(text) if len(text) <= 2 * NOTE_LIMIT else text  # what is far too long is not worth the cleaning
    if len(note) > NOTE_LIMIT:
        raise BadInput("flag.too_long", field="text", length=len(note), limit=NOTE_LIMIT)
    return note if note.strip() else ""

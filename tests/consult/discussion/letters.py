"""Letters of the cast: points over clauses, sent at once or collected first."""

from datetime import datetime
from uuid import UUID

from consult.accounts.viewer import Viewer
from consult.discussion.actions.letters.draft_letter import add_point, send_letter
from consult.discussion.actions.letters.submit_letter import Letter, submit_letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import Point, Submission
from consult.discussion.rules import Channel, Contribution, Kind, Proposal, ShownName, Stance
from tests.cast import Scene, Someone, moment


def said(
    text: str,
    *,
    on: UUID | None = None,
    thread: UUID | None = None,
    stance: Stance | None = Stance.OPPOSE,
    proposal: Proposal | None = None,
    shown_name: ShownName = ShownName.WITHHELD,
    reply_to: UUID | None = None,
    revision: int | None = None,
) -> Said:
    """What somebody says on a clause, or in a thread."""
    kind = Kind.REPLY if reply_to else Kind.PROPOSAL if proposal else Kind.COMMENT
    given = Contribution(text=text, kind=kind, stance=None if reply_to else stance, proposal=proposal, shown_name=shown_name)
    return Said(place=Place(clause=on, thread=thread), contribution=given, reply_to=reply_to, revision=revision)


def sends(
    who: Someone,
    scene: Scene,
    *points: Said,
    on_behalf_of: str = "",
    key: str | None = None,
    now: datetime | None = None,
) -> Submission:
    """Send a letter as programs do."""
    letter = Letter(points, on_behalf_of)
    given = {"channel": Channel.API, "address": "", "key": key, "now": now or moment()}
    return submit_letter(actor=who.viewer, slug=scene.row.slug, letter=letter, **given)


def adds(who: Someone | Viewer, point: Said, *, draft: UUID | None = None, key: str | None = None) -> Point:
    """Put a point into their letter."""
    actor = who.viewer if isinstance(who, Someone) else who
    return add_point(actor=actor, said=point, draft_id=draft, key=key, now=moment())


def sends_draft(who: Someone, draft: UUID, *, key: str | None = None, now: datetime | None = None) -> Submission:
    """Send what was collected."""
    given = {"channel": Channel.WEB, "address": "", "key": key, "now": now or moment()}
    return send_letter(actor=who.viewer, draft_id=draft, **given)

"""What a moderator can do with a file that came with a submission: keep it back, or let it be public, apart from its posts."""

from datetime import datetime
from uuid import UUID

from consult.access import Right
from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import seen
from consult.consultations.rights import require
from consult.discussion.actions.attachments.take_in_files import step
from consult.discussion.models import Attachment
from consult.discussion.queries.attachments import file_to_read
from consult.discussion.rules import TRANSITIONS, Status
from consult.errors import NotFound, NotPossible
from consult.moderation.actions.decide_post import cited_rule
from consult.moderation.rules import ACTIONS, Verdict
from consult.platform import idempotency


@idempotency.action
def decide_attachment(*, actor: Viewer, attachment_id: UUID, verdict: Verdict, rule: int, seen: Status | None, now: datetime) -> Attachment:
    """Publish, hide or restore a file, citing a house rule. It is public while a post of its submission is, and not else.

    Args:
        seen: the status that the moderator saw; None where they do not say.

    Raises:
        NotFound: there is no such file for the actor.
        NotAllowed: the actor may see it and may not decide.
        NotPossible: its status has no such step, or is not the one that the moderator saw.
        BadInput: `rule` is not in force.
    """
    consultation = locked_place(attachment_id, viewer=actor, now=now)
    row = file_to_read(attachment_id, viewer=actor, now=now)
    require(actor, Right.POST_DECIDE, at=consultation, now=now)
    status = Status(row.status)
    if seen not in {None, status}:
        raise NotPossible("decision.stale", status=status.value)
    if ACTIONS[verdict] not in TRANSITIONS[status]:
        raise NotPossible("decision.no_step", status=status.value)
    cited = cited_rule(consultation, rule)
    step([row], ACTIONS[verdict], at=consultation, actor=actor, now=now, rule=cited.number)
    return row


def locked_place(attachment_id: UUID, *, viewer: Viewer, now: datetime) -> Consultation:
    """The consultation of a file, locked: every step of a file is taken under its lock.

    Raises:
        NotFound: there is no such file, or the viewer may not see the consultation.
    """
    found = Consultation.objects.select_for_update(no_key=True, of=("self",)).filter(attachments=attachment_id).first()
    if found is None:
        raise NotFound
    return seen(found, viewer=viewer, now=now)

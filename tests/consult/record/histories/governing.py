"""What the team does in a history: it decides, answers, publishes versions of the draft, asks in polls, freezes editions, and closes."""

from datetime import timedelta
from random import Random
from typing import Any, Final

from consult.accounts.viewer import OPERATOR
from consult.anchoring.placement import PlacementState
from consult.consultations.actions import (
    add_members,
    close_consultation,
    leave_team,
    open_consultation,
    remove_member,
)
from consult.consultations.models import Membership
from consult.consultations.rules import TeamRole
from consult.discussion.actions import decide_placements, lock_thread, open_thread, unlock_thread
from consult.discussion.models import Attachment, PickedProposal, Placement, PostVersion
from consult.discussion.rules import Kind, PickedOutcome, PlacementVerdict, Status
from consult.documents.actions import decide_link, discard_revision, import_draft
from consult.documents.models import ClauseLink, Matching, Revision
from consult.documents.queries import open_links
from consult.documents.rules import RevisionKind
from consult.errors import Refusal
from consult.matching.link_decisions import LinkAct
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.moderation.actions.archive_consultation import archive_consultation
from consult.moderation.actions.decide_attachment import decide_attachment
from consult.moderation.actions.decide_post import decide_posts
from consult.moderation.rules import OFFERED, Verdict
from consult.polls.actions import Question, change_poll, close_poll, create_poll, discard_poll, open_poll
from consult.polls.models import Poll
from consult.proposals.actions import pick_proposals, publish_revision, settle_picked
from consult.reports.actions import freeze_edition
from tests.consult.record.histories.history import LASTS, History, act, chosen
from tests.consult.record.histories.laws import reword

REASON: Final = "Sesuai aturan diskusi; =terima kasih."
VERSIONS: Final = 6
LINKS: Final = 80  # that somebody says something of, one by one


def given(history: History, at: Random) -> dict[str, Any]:
    """What every action of an official takes."""
    return {"actor": history.official(at).viewer, "slug": history.row.slug, "now": history.now}


@act(often=16)
def a_moderator_decides(history: History, at: Random) -> str | None:
    waiting = list(PostVersion.objects.filter(post__consultation=history.row, status="held").order_by("created_at", "pk"))
    version = chosen(at, waiting) if at.random() < 0.7 else None
    post = version.post if version else history.post(at)
    if post is None:
        return None
    number = version.number if version else chosen(at, [None, *post.versions.order_by("number").values_list("number", flat=True)])
    status = Status(version.status if version else post.status)
    verdict = at.choice(OFFERED.get(status, ()) or list(Verdict)) if at.random() < 0.95 else at.choice(list(Verdict))
    history.moderator(at).decides(post, verdict, rule=at.randint(1, 5), reason=REASON, version=number, now=history.now)
    return f"{status} {verdict}"


@act(often=4)
def a_moderator_decides_on_all_that_waits(history: History, at: Random) -> str | None:
    waiting = PostVersion.objects.filter(post__consultation=history.row, status="held").order_by("created_at", "pk")
    chosen_ones = [(version.post_id, version.number) for version in waiting if at.random() < 0.8][:50]
    if not chosen_ones:
        return None
    verdict = at.choice([Verdict.PUBLISH, Verdict.PUBLISH, Verdict.HIDE])
    told = {"slug": history.row.slug, "chosen": chosen_ones, "rule": at.randint(1, 5), "reason": REASON, "now": history.now}
    decide_posts(actor=history.moderator(at).viewer, verdict=verdict, **told)
    return f"{len(chosen_ones)} {verdict}"


@act(often=5)
def a_moderator_hides(history: History, at: Random) -> str | None:
    post = history.post(at, status="shown")
    if post is None:
        return None
    history.moderator(at).hides(post, rule=at.randint(1, 5), now=history.now)
    return ""


@act(often=4)
def a_moderator_restores(history: History, at: Random) -> str | None:
    post = history.post(at, status="hidden")
    if post is None:
        return None
    history.moderator(at).restores(post, rule=at.randint(1, 5), now=history.now)
    return ""


@act(often=2)
def a_moderator_lets_stand_what_was_reported(history: History, at: Random) -> str | None:
    post = history.post(at, flagged__gt=0)
    if post is None:
        return None
    history.moderator(at).keeps(post, now=history.now)
    return ""


@act(often=3)
def a_moderator_decides_about_a_file(history: History, at: Random) -> str | None:
    file = chosen(at, list(Attachment.objects.filter(consultation=history.row, submission__isnull=False).order_by("created_at", "pk")))
    if file is None:
        return None
    verdict, asked = at.choice(list(Verdict)), {"rule": at.randint(1, 5), "seen": None, "now": history.now}
    decide_attachment(actor=history.moderator(at).viewer, attachment_id=file.pk, verdict=verdict, **asked)
    return f"{file.status} {verdict}"


@act(often=2)
def a_thread_is_opened_over_several(history: History, at: Random) -> str:
    wordings = history.wordings(history.revisions()[-1])
    clauses = [wording.clause_id for wording in at.sample(wordings, min(3, len(wordings)))]
    told = {"slug": history.row.slug, "title": f"Lapak & sampah {at.randint(1, 99)}", "clauses": clauses, "now": history.now}
    open_thread(actor=history.moderator(at).viewer, **told)
    return ""


@act(often=2)
def a_thread_is_closed_or_opened_again(history: History, at: Random) -> str | None:
    locked = history.threads(status="locked")
    who = history.moderator(at).viewer
    if locked and at.random() < 0.7:
        unlock_thread(actor=who, thread_id=at.choice(locked).pk, now=history.now)
        return "open"
    thread = chosen(at, history.threads(last_seq__gt=0, status="open"))
    if thread is None:
        return None
    lock_thread(actor=who, thread_id=thread.pk, notice="Sudah cukup dibahas.", now=history.now)
    return "closed"


# ---- The draft


@act(often=7)
def the_next_version(history: History, at: Random) -> str | None:
    if len(history.revisions()) >= VERSIONS:
        return None
    drop_unpublished(history, at)
    history.law.random = at
    history.law.edit()
    if quoting := history.post(at, versions__quote__isnull=False):
        quote: dict[str, str] = quoting.versions.exclude(quote=None).latest("number").quote or {}
        history.law.mistake(quote["exact"])
    return brought_in(history, at, history.law.text(), RevisionKind.REGULAR)


@act(often=1)
def a_correction(history: History, at: Random) -> str | None:
    if len(history.revisions()) >= VERSIONS:
        return None
    drop_unpublished(history, at)
    history.law.random = at
    reword(history.law)
    return brought_in(history, at, history.law.text(), RevisionKind.CORRECTION)


def drop_unpublished(history: History, at: Random) -> None:
    """A draft that waits makes way."""
    for revision in Revision.objects.filter(document__consultation=history.row, document__role="draft", status="draft"):
        discard_revision(seen=revision.pk, **given(history, at))


def brought_in(history: History, at: Random, text: str, kind: RevisionKind) -> str:
    """A file is imported, its doubtful links are settled, and it is published; or thrown away."""
    told: dict[str, Any] = {"name": "rancangan.txt", "title": "", "profile": "auto", "kind": kind, "is_another_text": True}
    return published(history, at, import_draft(data=text.encode(), **told, **given(history, at)))


def published(history: History, at: Random, revision: Revision) -> str:
    """It is published, unless somebody thinks better of it."""
    history.tick(at)
    if at.random() < 0.1:
        discard_revision(seen=revision.pk, **given(history, at))
        return "thrown away"
    settle(history, at, revision)
    publish_revision(number=revision.number, **given(history, at))
    links = revision.links.values_list("status", flat=True)
    return ", ".join(f"{links.filter(status=status).count()} {status}" for status in sorted(set(links)))


def settle(history: History, at: Random, revision: Revision) -> None:
    """Something is said of every doubtful link, and of some that are not."""
    for _ in range(at.choice([0, 0, 1, 3])):
        say(history, at, revision, chosen(at, list(revision.links.order_by("pk"))))
    for n in range(LINKS):
        if (link := open_links(revision).order_by("pk").first()) is None:
            return
        if n > LINKS // 2 or not say(history, at, revision, link):
            say(history, at, revision, link, act=LinkAct.CONFIRM)


def say(history: History, at: Random, revision: Revision, link: ClauseLink, act: LinkAct | None = None) -> bool:
    """What somebody says of a link; False where it cannot be said."""
    others = list(revision.links.order_by("pk"))
    act = act or at.choice([LinkAct.CONFIRM, LinkAct.CONFIRM, *LinkAct])
    old, new = link.old_id, link.new_id
    if act in {LinkAct.CHOOSE, LinkAct.ADD}:
        old, new = old or at.choice(others).old_id, at.choice(others).new_id
    old, new = (None if act is LinkAct.NEW else old), (None if act is LinkAct.REMOVED else new)
    seen = Matching.objects.get(revision=revision).step
    try:
        decide_link(revision_id=revision.pk, seen=seen, act=act, old=old, new=new, **given(history, at))
    except Refusal:
        return False
    return True


@act(often=2)
def the_next_version_is_made_of_proposals(history: History, at: Random) -> str | None:
    posts = [post.pk for post in history.row.posts.filter(kind=Kind.PROPOSAL, status="shown").order_by("number")]
    if not posts or len(history.revisions()) >= VERSIONS:
        return None
    drop_unpublished(history, at)
    revision = pick_proposals(posts=at.sample(posts, at.randint(1, min(5, len(posts)))), **given(history, at))
    met = PickedProposal.objects.filter(revision=revision, outcome=PickedOutcome.CONFLICT).order_by("pk")
    while row := met.first():
        settle_picked(picked=row.pk, take=at.random() < 0.5, **given(history, at))
    return published(history, at, revision)


@act(often=4)
def an_official_says_where_contributions_belong(history: History, at: Random) -> str | None:
    rows = Placement.objects.filter(post__consultation=history.row, state=PlacementState.FUZZY, decision=None).order_by("pk")
    verdicts = {str(row.pk): str(at.choice(list(PlacementVerdict))) for row in rows[:10]}
    if not verdicts:
        return None
    decide_placements(verdicts=verdicts, **given(history, at))
    return str(len(verdicts))


# ---- Polls


@act(often=4)
def a_poll_is_asked(history: History, at: Random) -> str:
    titles = at.sample(["Setiap hari", "=Tiga kali", "Akhir pekan", "Tidak 'pernah'", "Malam; hari"], at.randint(2, 5))
    question = Question(f"Kapan pasar buka? {at.randint(1, 99)}", titles, description=at.choice(["", "Untuk Pasal 2."]))
    poll = create_poll(question=question, **given(history, at))
    if at.random() < 0.8:
        open_poll(actor=history.official(at).viewer, poll_id=poll.pk, now=history.tick(at))
    return poll.status


@act(often=2)
def a_poll_in_preparation_is_changed_opened_or_thrown_away(history: History, at: Random) -> str | None:
    poll = chosen(at, list(Poll.objects.filter(consultation=history.row, status="draft").order_by("created_at", "pk")))
    if poll is None:
        return None
    told = {"actor": history.official(at).viewer, "poll_id": poll.pk, "now": history.now}
    step = at.choice(["change", "open", "throw away"])
    if step == "change":
        change_poll(question=Question("Jam berapa pasar buka?", ["Pagi", "Siang"]), **told)
    elif step == "open":
        open_poll(**told)
    else:
        discard_poll(**told)
    return step


@act(often=6)
def a_poll_is_closed(history: History, at: Random) -> str | None:
    poll = chosen(at, list(Poll.objects.filter(consultation=history.row, status="open").order_by("created_at", "pk")))
    if poll is None:
        return None
    closed = close_poll(actor=history.official(at).viewer, poll_id=poll.pk, now=history.now)
    return f"{closed.taking_part} votes"


# ---- All of it


@act(often=6)
def an_edition_is_frozen(history: History, at: Random) -> str:
    edition = freeze_edition(**given(history, at))
    history.note()
    return str(edition.number)


@act(often=1)
def somebody_joins_the_team(history: History, at: Random) -> str:
    role = at.choice([TeamRole.MODERATOR, TeamRole.MODERATOR, TeamRole.OFFICIAL])
    add_members(team={role: [history.citizen(at).email]}, **given(history, at))
    return role


@act(often=1)
def somebody_leaves_the_team(history: History, at: Random) -> str | None:
    members = Membership.objects.filter(consultation=history.row).select_related("person").order_by("pk")
    member = chosen(at, list(members))
    if member is None or member.person is None:
        return None
    if at.random() < 0.5:
        remove_member(member=member.pk, **given(history, at))
        return f"{member.role} taken out"
    leaver = type(OPERATOR)(person=member.person)
    leave_team(actor=leaver, slug=history.row.slug, role=TeamRole(member.role), now=history.now)
    return f"{member.role} left"


@act(often=1)
def the_consultation_goes_on(history: History, at: Random) -> str | None:
    history.now += timedelta(seconds=1)  # one that is closed at the very instant at which it opened is none
    told, phase = given(history, at), history.phase
    if phase in {"draft", "announced"}:
        open_consultation(closes_at=history.now + LASTS, **told)
    elif at.random() < 0.6:
        return None
    elif phase == "open":
        close_consultation(**told)
    elif phase == "closed":
        answer_consultation(**told, reason="Dijawab bersama peraturan pelaksananya.")
    else:
        archive_consultation(**told)
    return history.phase

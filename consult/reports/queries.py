"""The summary of a consultation, counted in the database: a fixed number of queries, whatever the number of posts."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Min, Value, When

from consult.accounts.viewer import Viewer
from consult.consultations.models import Consultation
from consult.consultations.queries import consultation_of, text_in
from consult.consultations.rights import phase_of
from consult.discussion.models import Post, PostVersion
from consult.discussion.rules import Status
from consult.discussion.stances import by_stance
from consult.documents.models import Revision
from consult.documents.queries import draft_of, labels_in_draft, published_revisions, title_of, wordings_of
from consult.platform.snapshot import at_one_instant
from consult.reports.clauses import clause_figures
from consult.reports.outcomes import closed_polls, moderated, rule_titles
from consult.reports.participants import people
from consult.reports.reconciliation import faults
from consult.reports.report_words import words
from consult.reports.summary import STATUSES, ShownPost, Summary, Tally

MOST_OPEN_FIRST = {status: rank for rank, status in enumerate(STATUSES)}


class DoesNotReconcile(Exception):
    """Figures of one instant that do not add up: a fault of the program or the data, never shown as a report."""


def summary(slug: str, *, viewer: Viewer, now: datetime, language: str) -> Summary:
    """The summary as it stands now.

    Raises:
        NotFound: there is no such consultation for this viewer.
        DoesNotReconcile: some total is not the sum of its parts; each is named.
    """
    with at_one_instant():
        consultation = consultation_of(slug, viewer=viewer, now=now)
        revision = published_revisions(consultation).first()
        shown = shown_posts(consultation, labels=labels_in_draft(consultation))
        made = assembled(consultation, revision, shown, viewer=viewer, language=language, now=now)
    if wrong := faults(made):
        raise DoesNotReconcile(", ".join(wrong))
    return made


def assembled(
    consultation: Consultation,
    revision: Revision | None,
    shown: list[tuple[UUID | None, ShownPost]],
    *,
    viewer: Viewer,
    language: str,
    now: datetime,
) -> Summary:
    """Everything in its place."""
    text = text_in(consultation, language)
    wordings = wordings_of(revision) if revision else []
    return Summary(
        slug=consultation.slug,
        language=language,
        title=text.title,
        institution=consultation.institution,
        question=text.question,
        summary=text.summary,
        legal_basis=consultation.legal_basis,
        announcement=consultation.announcement,
        document=title_of(draft_of(consultation), language),
        phase=phase_of(consultation, now=now),
        moderation=consultation.moderation,
        practice=consultation.practice,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        made_at=now,
        revision=revision.number if revision else None,
        revision_sha256=revision.sha256 if revision else "",
        people=people(consultation),
        posts=post_tallies(consultation),
        submissions=submission_tallies(consultation),
        hidden_by_rule=hidden_by_rule(consultation),
        clauses=clause_figures(wordings, shown, called=words(language)),
        shown=tuple(post for _clause, post in shown),
        record_length=consultation.chain.length,
        record_head=consultation.chain.head,
        stances=by_stance(post.stance for _clause, post in shown),
        text_language=text.language,
        draft_language=revision.language if revision else "",
        clauses_in_draft=len(wordings),
        polls=closed_polls(consultation, viewer=viewer, now=now),
        moderated=moderated(consultation, now=now),
        rules=rule_titles(consultation, language),
        unanswered=consultation.unanswered,
        answered_reason=consultation.answered_reason,
    )


def post_tallies(consultation: Consultation) -> tuple[Tally, ...]:
    """Posts by channel and status."""
    rows = Post.objects.filter(consultation=consultation).values_list("submission__channel", "status")
    return tallies(rows.annotate(n=Count("id")).order_by())


def submission_tallies(consultation: Consultation) -> tuple[Tally, ...]:
    """Submissions by channel and status; a submission counts by its most open post."""
    ranked = Case(*(When(posts__status=status, then=Value(rank)) for status, rank in MOST_OPEN_FIRST.items()), output_field=IntegerField())
    each = consultation.submissions.annotate(rank=Min(ranked)).values_list("channel", "rank")
    counted: dict[tuple[str, str], int] = {}
    for channel, rank in each:
        key = (channel, STATUSES[rank])
        counted[key] = counted.get(key, 0) + 1
    return tallies((channel, status, n) for (channel, status), n in counted.items())


def tallies(rows: Iterable[tuple[str, str, int]]) -> tuple[Tally, ...]:
    """One tally a channel in alphabetical order, then that of all."""
    counted: dict[str, dict[str, int]] = {}
    for channel, status, n in rows:
        for name in (channel, "all"):
            by_status = counted.setdefault(name, dict.fromkeys(STATUSES, 0))
            by_status[status] += n
    every = counted.pop("all", dict.fromkeys(STATUSES, 0))
    named = [*sorted(counted.items()), ("all", every)]
    return tuple(Tally(name=name, received=sum(by_status.values()), by_status=by_status) for name, by_status in named)


def hidden_by_rule(consultation: Consultation) -> dict[int, int]:
    """Posts hidden now, by the number of the house rule that their latest hidden version was hidden under."""
    hidden = PostVersion.objects.filter(post__consultation=consultation, post__status=Status.HIDDEN, status=Status.HIDDEN)
    latest = hidden.order_by("post_id", "number").values_list("post_id", "rule")
    by_post = dict(latest)
    return dict(sorted(Counter(rule for rule in by_post.values() if rule is not None).items()))


def shown_posts(consultation: Consultation, *, labels: dict[UUID, str]) -> list[tuple[UUID | None, ShownPost]]:
    """Every shown post with its clause, by number. Two queries: few are sent for an organisation, and each row looked up takes its time."""
    organisations = dict(consultation.submissions.exclude(on_behalf_of="").values_list("posts__number", "on_behalf_of"))
    shown = PostVersion.objects.filter(status=Status.SHOWN, post__consultation=consultation).order_by("post__number")
    fields = ("post__clause_id", "post__number", "post__kind", "stance", "name", "text", "operation", "wording", "language", "post__office")
    rows = shown.values_list(*fields, "post__supported", "post__revision__number").iterator(chunk_size=5_000)
    return [
        (
            clause,
            ShownPost(
                number=number,
                clause=labels.get(clause, ""),
                kind=kind,
                stance=stance,
                name=name,
                text=text,
                operation=operation,
                wording=wording,
                language=language,
                on_behalf_of=organisations.get(number, ""),
                office=office,
                supported=supported,
                revision=revision,
            ),
        )
        for clause, number, kind, stance, name, text, operation, wording, language, office, supported, revision in rows
    ]

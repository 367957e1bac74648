"""The demonstration: what its files say, and what is there when it has been loaded."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.core.management import call_command
from django.db.models import Count
from pytest_django import Settings

from consult.access import Phase
from consult.accounts.models import Account
from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import Text, create_consultation
from consult.consultations.models import Consultation
from consult.consultations.rights import phase_of
from consult.discussion import personal_data
from consult.discussion.models import Post, PostVersion, Submission, Thread
from consult.discussion.queries.posts import unanswered
from consult.documents.models import Wording
from consult.formats.outline.clauses import ParsedDraft
from consult.formats.parse_draft import parse_draft
from consult.management.demonstration import loading, staging
from consult.management.demonstration.cast import HERE, cast, everybody
from consult.management.demonstration.events import Do, deeds_in
from consult.management.demonstration.script import Event, Plan, Said, plans
from consult.management.demonstration.staging import Stage
from consult.moderation.models import Decision
from consult.platform.audit.models import Entry
from consult.polls.models import Participation, Poll
from consult.polls.queries import result_of
from consult.record.checks.verification import verify
from consult.reports.editions.frozen import LANGUAGES
from consult.reports.models import Edition
from consult.reports.queries import summary
from consult.reports.render import FORMATS
from tests.consult.management.test_commands import ran
from tests.tables import contents
from tests.waiting import names, waiting

PLANS = {plan.slug: plan for plan in plans()}
MAIN = PLANS[loading.SLUG]
DEEDS = [deed for plan in PLANS.values() for deed in deeds_in(plan)]
SAID = [*(said for plan in PLANS.values() for said in plan.said), *(point for deed in DEEDS for point in deed.points)]
SENTENCE_ENDS = re.compile(r"(?<=[.!?])[”’]?\s+|\n+")


def draft_of(plan: Plan) -> ParsedDraft:
    """What the importer reads in its draft."""
    return parse_draft((HERE / plan.draft).read_bytes(), name=plan.draft, profile="auto")


def sentences(said: Said) -> set[str]:
    """What one post says, in each of its versions, without capitals."""
    texts = [said.text, *(step.text for step in said.then)]
    return {sentence.casefold().strip() for text in texts for sentence in SENTENCE_ENDS.split(text) if sentence.strip()}


# What the files say


@pytest.mark.parametrize("slug", sorted(PLANS))
def test_each_draft_is_read_without_a_doubt(slug: str) -> None:
    assert list(draft_of(PLANS[slug]).warnings) == []


def test_the_draft_has_some_25_pasal_and_an_explanation_of_each() -> None:
    clauses = draft_of(MAIN).clauses
    pasal = [clause.label for clause in clauses if clause.kind == "pasal" and clause.part == "body"]
    explained = {clause.label for clause in clauses if clause.part == "explanation"}

    assert pasal == [f"Pasal {number}" for number in range(1, 27)]
    assert {f"Penjelasan {label}" for label in pasal} <= explained
    ayat = {clause.label for clause in clauses if clause.part == "body" and clause.kind in {"ayat", "huruf"}}
    told = {label.removeprefix("Penjelasan ") for label in explained if "ayat" in label or "huruf" in label}
    assert told <= ayat
    assert len(told) > 50


def test_nothing_in_the_draft_refers_to_what_is_not_there() -> None:
    clauses = draft_of(MAIN).clauses
    labels = {clause.label for clause in clauses if clause.part == "body"}
    text = "\n".join(clause.text for clause in clauses if clause.part == "body")

    for cited in re.findall(r"Pasal \d+ ayat \(\d+\)", text):
        assert cited in labels
    for clause in clauses:
        own = clause.label.partition(" ayat")[0]
        for ayat in re.findall(r"(?:pada|atau|dan) (ayat \(\d+\))", clause.text) if clause.part == "body" else ():
            assert f"{own} {ayat}" in labels


@pytest.mark.parametrize("slug", sorted(PLANS))
def test_every_post_stands_on_a_clause_that_is_there(slug: str) -> None:
    labels = {clause.label for clause in draft_of(PLANS[slug]).clauses if clause.part == "body"}
    deeds = deeds_in(PLANS[slug])
    threads = {deed.id for deed in deeds if deed.do is Do.THREAD}
    assert {said.on for said in PLANS[slug].said} <= labels | threads
    assert {point.on for deed in deeds for point in deed.points} <= labels | threads
    assert {label for deed in deeds for label in deed.clauses} <= labels


def test_no_two_posts_share_a_sentence() -> None:
    told = Counter(sentence for said in SAID for sentence in sentences(said))
    assert [sentence for sentence, times in told.items() if times > 1] == []


def test_the_posts_speak_of_many_clauses_and_differ_about_some() -> None:
    stances: dict[str, set[str | None]] = {}
    for said in MAIN.said:
        stances.setdefault(said.on, set()).add(said.stance)

    assert len(stances) >= 60
    assert sum({"support", "oppose"} <= heard for heard in stances.values()) >= 8
    assert {said.operation for said in MAIN.said} == {"", "replace", "insert_after", "delete"}
    assert any(said.quote for said in MAIN.said)
    heard = {said.by for said in MAIN.said}
    assert {member.nick for member in cast() if member.role in {"citizen", "delegate"}} <= heard
    assert {by for by in heard if by not in {member.nick for member in cast()}} == {"yanti"}  # whose data are erased


@pytest.mark.parametrize("slug", sorted(PLANS))
def test_whoever_votes_in_a_poll_is_a_citizen_and_no_more_votes_are_counted_than_cast(slug: str) -> None:
    citizens = {member.nick for member in cast() if member.role == "citizen"}
    for asked in PLANS[slug].polls:
        assert set(asked.voters) <= citizens
        assert len(set(asked.voters)) == len(asked.voters)
        assert sum(asked.votes) <= len(asked.voters)
        assert len(asked.votes) in {0, len(asked.options)}


@pytest.mark.parametrize("slug", sorted(PLANS))
def test_nobody_speaks_before_they_have_joined(slug: str) -> None:
    joined = {member.nick: member.joined for member in everybody()}
    for said in PLANS[slug].said:
        assert (said.day or 0) <= joined[said.by]
    for asked in PLANS[slug].polls:
        assert all(asked.closed[0] <= joined[voter] for voter in asked.voters if asked.closed)


def test_nobody_supports_or_reports_what_they_wrote_themselves() -> None:
    authors = {said.id: said.by for said in SAID if said.id}

    marked = [deed for deed in DEEDS if deed.do in {Do.SUPPORT, Do.FLAG}]

    assert {authors[deed.to] for deed in marked}
    assert [deed.to for deed in marked if authors[deed.to] == deed.by] == []


def test_the_cast_is_large_enough_and_lives_nowhere() -> None:
    roles = Counter(member.role for member in cast())

    assert roles["citizen"] >= 14
    assert min(roles["moderator"], roles["official"]) >= 2
    assert all(member.email.endswith("@arunika.example") for member in cast())


def test_personal_data_stand_only_in_posts_that_wait() -> None:
    found = [said for said in SAID if personal_data.kinds_in(said.text)]

    assert len(found) == 3
    assert [said.then for said in found] == [[], [], []]


# What is there when it has been loaded


@pytest.mark.django_db
def test_the_demonstration_is_there_as_a_whole(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    status, out, err = ran("demo", "--json")

    told = json.loads(out)
    assert (status, err) == (0, "")
    assert set(told) == {"people", "consultations"}
    assert [set(person) for person in told["people"]] == [{"name", "email", "role", "token"}] * len(cast())
    assert {row["slug"]: row["phase"] for row in told["consultations"]} == {plan.slug: plan.phase for plan in PLANS.values()}
    assert loading.is_loaded()
    assert verify().faults == []
    check_posts()
    check_deeds()
    check_phases()
    check_polls()
    check_editions()
    check_times()
    before = contents()
    assert ran("demo")[0] == 0
    assert contents() == before


def check_posts() -> None:
    """Every status is among them, and each decision that hides says why."""
    posts = Post.objects.filter(consultation__slug=loading.SLUG)
    statuses = Counter(posts.values_list("status", flat=True))
    versions = Counter(PostVersion.objects.filter(post__in=posts).values_list("status", flat=True))
    assert statuses["shown"] >= 60
    assert min(statuses["held"], statuses["hidden"], statuses["withdrawn"], versions["superseded"]) >= 3
    signals = {signal["code"] for version in PostVersion.objects.filter(post__in=posts, status="held") for signal in version.signals}
    assert {"personal_data", "listed_word", "links", "shouting"} <= signals
    hidden = Decision.objects.filter(action="hide")
    assert {decision.rule.number for decision in hidden} == {1, 2, 3, 4}
    assert all(len(decision.reason) > 80 for decision in hidden)
    assert Decision.objects.filter(action="restore", reverses__action="hide").count() == 1


def check_deeds() -> None:
    """Whatever people do beside writing is there too, and nobody is there who was erased."""
    posts = Post.objects.filter(consultation__slug=loading.SLUG)
    assert set(posts.values_list("office", flat=True)) == {"", "official", "moderator"}
    assert posts.filter(kind="question", replies__office="official").distinct().count() == 3
    assert unanswered(posts).count() >= 3
    assert posts.filter(supported__gte=3).count() >= 4
    assert posts.filter(flagged__gt=0).count() == 2
    assert set(Thread.objects.filter(kind="several").values_list("status", flat=True)) == {"open", "locked"}
    letters = Submission.objects.exclude(on_behalf_of="").annotate(n=Count("posts"))
    assert [letter.n for letter in letters] == [4, 4]
    several = posts.filter(kind="proposal", status="shown").values("clause").annotate(n=Count("pk")).filter(n__gte=3)
    assert several.exists()
    erased = posts.filter(status="erased")
    assert erased.count() == 2
    assert erased.filter(replies__status="shown").exists()
    assert not Account.objects.filter(email__startswith="yanti").exists()
    assert max(depth(post) for post in posts.filter(kind="reply")) == 6


def check_phases() -> None:
    """There is one in every phase, and what is closed is worth a report: proposals, questions with answers, both sides, a letter."""
    phases = Counter(phase_of(row, now=datetime.now(UTC)) for row in Consultation.objects.all())
    assert set(phases) == set(Phase)
    closed = Post.objects.filter(consultation__slug="taman-kota", status="shown")
    kinds = Counter(closed.values_list("kind", flat=True))
    assert closed.count() >= 55
    assert min(kinds[kind] for kind in ("comment", "proposal", "question", "reply")) >= 4
    assert closed.filter(kind="question", replies__office="official").distinct().count() == 3
    told = summary("taman-kota", viewer=VISITOR, now=datetime.now(UTC), language="id")
    assert len(told.most_contested) == 3
    assert told.hidden_by_rule == {1: 1, 3: 1}
    answered = Post.objects.filter(consultation__slug="angkutan-malam")
    assert answered.filter(status="shown").count() >= 15
    assert not unanswered(answered).exists()
    assert not PostVersion.objects.filter(status="held", post__consultation__step__in=["closed", "answered", "archived"]).exists()


def check_polls() -> None:
    """One can be voted in by people who can sign in, one waits, and those that are counted have the votes that the files say."""
    assert Counter(Poll.objects.values_list("status", flat=True)) == {"draft": 1, "open": 1, "closed": 3}
    poll = Poll.objects.get(status="open")
    voted = set(Participation.objects.filter(poll=poll).values_list("person__account__email", flat=True))
    assert len(voted) == 14
    assert "siti@arunika.example" not in voted
    for plan in PLANS.values():
        for asked in plan.polls:
            if asked.closed:
                result = result_of(Poll.objects.get(title=asked.title))
                assert {option.title: n for option, n in result.rows} == dict(zip(asked.options, asked.votes, strict=True))
                assert result.recomputable == (len(asked.voters) >= 10)
    assert "rewrite_ballots" in names()  # what keeps the ballots of the closed ones secret is still to be done


def check_editions() -> None:
    """What is answered has a finished report, and its files are still to be made."""
    assert dict(Edition.objects.values_list("consultation__slug", "number")) == {"nama-jalan": 1, "angkutan-malam": 1}
    assert names().count("make_files") == 2


def depth(post: Post) -> int:
    """How many posts stand above it."""
    return 1 + depth(post.reply_to) if post.reply_to else 0


def check_times() -> None:
    """Nothing lies in the future, and no record goes back in time."""
    for chain in {entry.chain_id for entry in Entry.objects.all()}:
        times = list(Entry.objects.filter(chain=chain).order_by("number").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[-1] <= datetime.now(UTC)
    row = Consultation.objects.get(slug=loading.SLUG)
    assert row.opens_at is not None
    assert row.closes_at is not None
    days = row.submissions.values_list("received_at__date", flat=True).distinct().count()
    assert days >= 12


def small(monkeypatch: pytest.MonkeyPatch, *slugs: str) -> None:
    """Load these consultations alone."""
    monkeypatch.setattr(loading, "plans", lambda: [PLANS[slug] for slug in slugs])


@pytest.mark.django_db
@pytest.mark.parametrize("after", [1, 33, 35, 45, 80, 170])
def test_loading_goes_on_where_it_was_interrupted(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    small(monkeypatch, "taman-kota")
    now, in_order = datetime.now(UTC), loading.in_order
    monkeypatch.setattr(loading, "in_order", lambda joining, stages, now: in_order(joining, stages, now=now)[:after])
    loading.load(now=now)
    assert not loading.is_loaded()

    monkeypatch.setattr(loading, "in_order", in_order)
    loading.load(now=now + timedelta(hours=30))

    assert loading.is_loaded()
    row = Consultation.objects.get()
    assert phase_of(row, now=now).value == "closed"
    points = sum(len(deed.points) for deed in deeds_in(PLANS["taman-kota"]))
    assert row.posts.count() == len(PLANS["taman-kota"].said) + points
    [poll] = row.polls.all()
    assert (poll.status, poll.taking_part) == ("closed", len(PLANS["taman-kota"].polls[0].voters))
    assert verify().faults == []


@pytest.mark.django_db
def test_the_report_is_frozen_once_where_loading_was_interrupted_after_it_and_a_worker_makes_all_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small(monkeypatch, "nama-jalan")
    now, in_order = datetime.now(UTC), loading.in_order

    def until_frozen(joining: list[Event], stages: list[Stage], *, now: datetime) -> list[Event]:
        events = in_order(joining, stages, now=now)
        return events[: 1 + [event.act for event in events].index(stages[0].freeze)]

    monkeypatch.setattr(loading, "in_order", until_frozen)
    loading.load(now=now)
    assert not loading.is_loaded()
    assert Edition.objects.count() == 1

    monkeypatch.setattr(loading, "in_order", in_order)
    loading.load(now=now + timedelta(hours=30))
    for job in waiting():
        if job.task_path.endswith(".make_files"):
            job.task.func(*job.args_kwargs["args"])

    assert loading.is_loaded()
    edition = Edition.objects.get()
    assert set(edition.files.values_list("language", "form")) == set(product(LANGUAGES, FORMATS))
    assert verify().faults == []


@pytest.mark.django_db
def test_what_somebody_else_made_under_the_name_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch, "taman-kota", "latihan")
    now = datetime.now(UTC)
    plan = PLANS["latihan"]
    create_consultation(actor=OPERATOR, slug="taman-kota", texts=[Text("id", "Lain")], details=plan.as_details(), team={}, now=now)

    loading.load(now=now)

    assert loading.is_loaded()
    assert Consultation.objects.get(slug="taman-kota").texts.get().title == "Lain"
    assert Wording.objects.filter(revision__document__consultation__slug="latihan").exists()


@pytest.mark.django_db
def test_what_another_edition_of_the_files_left_is_not_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch, "latihan")
    loading.load(now=datetime.now(UTC))
    other = replace(PLANS["latihan"], said=[replace(said, text="Lain.") for said in PLANS["latihan"].said])
    monkeypatch.setattr(loading, "plans", lambda: [other])
    for module in (loading, staging):
        monkeypatch.setattr(module, "PREFIX", "demonstration-other")

    assert loading.is_loaded()


@pytest.mark.django_db
def test_a_consultation_that_somebody_closed_counts_as_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch, "latihan")
    loading.load(now=datetime.now(UTC))
    Consultation.objects.update(step="closed")

    assert loading.is_loaded()


@pytest.mark.django_db(transaction=True)
def test_demo_reset_begins_with_an_empty_database(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    small(monkeypatch, "latihan")
    create_consultation(actor=OPERATOR, slug="lain", texts=[Text("id", "Lain")], details=MAIN.as_details(), team={}, now=datetime.now(UTC))

    call_command("demo", "--reset")

    assert [row.slug for row in Consultation.objects.all()] == ["latihan"]


@pytest.mark.django_db
def test_demo_is_refused_in_production_and_empties_nothing(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    create_consultation(actor=OPERATOR, slug="lain", texts=[Text("id", "Lain")], details=MAIN.as_details(), team={}, now=datetime.now(UTC))
    before = contents()

    status, out, err = ran("demo", "--reset")

    assert (status, out) == (2, "")
    assert err
    assert contents() == before


@pytest.mark.django_db
def test_a_load_in_the_small_hours_puts_nothing_into_the_future(monkeypatch: pytest.MonkeyPatch) -> None:
    recent = replace(PLANS["latihan"], said=[replace(said, day=0, at="23.59") for said in PLANS["latihan"].said if not said.reply_to])
    monkeypatch.setattr(loading, "plans", lambda: [recent])
    now = datetime.now(UTC).replace(hour=17, minute=5)  # five past midnight in Jakarta

    loading.load(now=now)

    assert set(Submission.objects.values_list("received_at", flat=True)) == {now}

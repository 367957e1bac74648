"""Creating, opening and closing a consultation: what is there afterwards, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from consult.access import Phase
from consult.accounts.models import Account
from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import (
    Details,
    Text,
    announce_consultation,
    close_consultation,
    create_consultation,
    describe_consultation,
    open_consultation,
)
from consult.consultations.canonical import reached_at
from consult.consultations.jobs import record_phase
from consult.consultations.locks import locked_consultation
from consult.consultations.models import Consultation, HouseRule, Membership
from consult.consultations.queries import consultation_of, rule_in_force, rule_text, rules_in_force, text_in, visible_consultations
from consult.consultations.rights import phase_of
from consult.consultations.rules import HOUSE_RULES, Moderation, TeamRole
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment, staged
from tests.tables import contents
from tests.waiting import waiting

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def created(slug: str = "pasar", **given: Any) -> Consultation:
    """A consultation made by the operator."""
    said = {"texts": [Text("id", "Pasar")], "details": Details(), "team": {}, "actor": OPERATOR, "now": moment(), **given}
    return create_consultation(slug=slug, **said)


def test_a_new_consultation_has_texts_rules_team_and_a_chain(budi: Someone) -> None:
    texts = [Text("id", "Pasar  pagi\n", "Ringkasan.", "Adilkah?"), Text("en", "Market")]
    team = {TeamRole.OFFICIAL: ["Baru@Example.org"], TeamRole.MODERATOR: [budi.email, budi.email.upper()]}

    row = created(texts=texts, team=team, details=Details(moderation=Moderation.AFTER, institution="Desa <Contoh>"))

    assert (phase_of(row, now=moment()), row.moderation, row.institution) == (Phase.DRAFT, "after", "Desa <Contoh>")
    assert (text_in(row, "id").title, text_in(row, "en").title, text_in(row, "nl").title) == ("Pasar pagi", "Market", "Pasar pagi")
    assert [rule.number for rule in rules_in_force(row)] == list(range(1, len(HOUSE_RULES) + 1))
    assert sorted(row.memberships.values_list("person__account__email", "role")) == [
        ("baru@example.org", "official"),
        ("budi@example.org", "moderator"),
    ]
    reached = [reached_at(one.salt, one.person.account.email) for one in row.memberships.select_related("person__account").order_by("pk")]
    entries = Entry.objects.filter(chain=row.chain).order_by("number").values_list("action", "actor", "facts")
    assert list(entries) == [
        ("consultation.created", None, {}),
        ("team.joined", None, {"role": "official", "email": reached[0]}),
        ("team.joined", None, {"role": "moderator", "email": reached[1]}),
    ]
    assert Entry.objects.get(chain__name="site").subject == str(row.pk)
    assert not verify().faults


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"slug": "Pasar Pagi"}, "slug", "consultation.slug"),
        ({"slug": ""}, "slug", "consultation.slug"),
        ({"slug": "site"}, "slug", "consultation.slug"),
        ({"slug": "ada"}, "slug", "consultation.slug_taken"),
        ({"texts": [Text("id", " \u202e ")]}, "title", "input.required"),
        ({"texts": [Text("id", "x" * 301)]}, "title", "input.too_long"),
        ({"texts": []}, "title", "input.required"),
        ({"team": {TeamRole.OFFICIAL: ["bukan alamat"]}}, "email", "input.email"),
        ({"team": {TeamRole.OFFICIAL: [f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'y' * 60}.{'z' * 60}.org"]}}, "email", "input.email"),
        ({"details": Details(institution="x" * 201)}, "institution", "input.too_long"),
        ({"details": Details(contact="x" * 201)}, "contact", "input.too_long"),
        ({"details": Details(announcement="x" * 81)}, "announcement", "input.too_long"),
    ],
)
def test_bad_input_for_a_consultation_names_its_field_and_changes_nothing(given: dict[str, Any], field: str, code: str) -> None:
    created("ada")
    before = contents()

    with pytest.raises(BadInput) as refused:
        created(**given)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert contents() == before


def test_only_the_operator_creates_a_consultation(siti: Someone, ratna: Someone) -> None:
    for viewer in (VISITOR, siti.viewer, ratna.viewer):
        with pytest.raises(NotAllowed):
            created(actor=viewer)


def test_an_official_opens_it_until_a_date_and_the_record_says_so(budi: Someone, ratna: Someone) -> None:
    scene = staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    now = moment()

    row = open_consultation(actor=ratna.viewer, slug="pasar", closes_at=now + DAY, now=now)

    assert phase_of(row, now=now) is Phase.OPEN
    assert phase_of(row, now=now + DAY) is Phase.CLOSED
    entry = Entry.objects.get(action="consultation.open")
    assert entry.actor is not None
    [job] = waiting()
    assert job.run_after == now + DAY
    assert scene.now_is().opens_at == now
    assert not verify().faults


@pytest.mark.parametrize("after", [timedelta(0), -DAY, -timedelta(microseconds=1)])
def test_a_closing_date_that_is_not_in_the_future_is_refused(budi: Someone, ratna: Someone, after: timedelta) -> None:
    staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    before, now = contents(), moment()

    with pytest.raises(BadInput) as refused:
        open_consultation(actor=ratna.viewer, slug="pasar", closes_at=now + after, now=now)

    assert (refused.value.field, refused.value.code) == ("closes_at", "consultation.dates")
    assert contents() == before


def test_a_closing_date_beyond_all_plans_is_refused(budi: Someone, ratna: Someone) -> None:
    staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    before = contents()

    with pytest.raises(BadInput) as refused:
        open_consultation(actor=ratna.viewer, slug="pasar", closes_at=datetime(9999, 12, 31, 23, 59, tzinfo=UTC), now=moment())

    assert (refused.value.field, refused.value.code) == ("closes_at", "consultation.too_far")
    assert contents() == before


def test_it_is_opened_once_and_closed_once(consultation: Scene, ratna: Someone) -> None:
    slug = consultation.row.slug
    with pytest.raises(NotPossible):
        open_consultation(actor=ratna.viewer, slug=slug, closes_at=None, now=moment())
    close_consultation(actor=ratna.viewer, slug=slug, now=moment())

    with pytest.raises(NotPossible) as refused:
        close_consultation(actor=ratna.viewer, slug=slug, now=moment())
    assert refused.value.facts == {"phase": "closed"}
    with pytest.raises(NotPossible):
        open_consultation(actor=ratna.viewer, slug=slug, closes_at=None, now=moment())


def test_strangers_and_moderators_neither_open_nor_close(consultation: Scene, siti: Someone, budi: Someone) -> None:
    for viewer in (VISITOR, siti.viewer, budi.viewer):
        with pytest.raises(NotAllowed):
            close_consultation(actor=viewer, slug=consultation.row.slug, now=moment())
    with pytest.raises(NotFound):
        locked_consultation("tidak-ada")


def test_the_job_records_the_phase_that_the_clock_has_brought_once(consultation: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    end = consultation.now_is().closes_at
    assert end is not None
    record_phase.func(str(consultation.row.pk))
    assert not Entry.objects.filter(action="consultation.closed").exists()

    monkeypatch.setattr(timezone, "now", lambda: end + timedelta(seconds=1))
    for _ in range(2):
        record_phase.func(str(consultation.row.pk))

    assert consultation.now_is().step == Phase.CLOSED
    assert Entry.objects.filter(action="consultation.closed").count() == 1
    assert not verify().faults


def test_a_consultation_closed_early_is_left_alone_by_the_job(consultation: Scene) -> None:
    closes(consultation)
    before = contents()

    record_phase.func(str(consultation.row.pk))

    assert contents() == before


def test_a_draft_is_seen_by_its_team_and_the_operator_alone(
    consultation: Scene, siti: Someone, budi: Someone, ratna: Someone, wati: Someone, tono: Someone
) -> None:
    staged("rahasia", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    Membership.objects.create(consultation=Consultation.objects.get(slug="rahasia"), person=wati.person, role="delegate")

    def sees(viewer: Any) -> bool:
        listed = "rahasia" in {row.slug for row in visible_consultations(viewer=viewer)}
        try:
            consultation_of("rahasia", viewer=viewer, now=moment())
        except NotFound:
            assert not listed
            return False
        assert listed
        return True

    everybody = {"budi": budi, "ratna": ratna, "siti": siti, "wati": wati, "tono": tono}
    assert {name for name, who in everybody.items() if sees(who.viewer)} == {"budi", "ratna"}
    assert sees(OPERATOR)


def test_the_newest_version_of_a_house_rule_is_in_force(consultation: Scene) -> None:
    newer = HouseRule.objects.create(consultation=consultation.row, number=2, version=2, since=moment())

    assert newer in rules_in_force(consultation.row)
    assert len(rules_in_force(consultation.row)) == len(HOUSE_RULES)
    assert rule_in_force(consultation.row, 2) == newer
    assert rule_in_force(consultation.row, 99) is None
    assert rule_text(newer, "id") == ("", "")


def test_a_house_rule_reads_in_the_language_asked_for_or_its_first(consultation: Scene) -> None:
    [first, *_] = rules_in_force(consultation.row)

    assert rule_text(first, "en")[0] == HOUSE_RULES[0]["en"][0]
    assert rule_text(first, "nl") == rule_text(first, "id") == HOUSE_RULES[0]["id"]


def test_whoever_is_named_in_two_roles_has_both(budi: Someone) -> None:
    row = created(team={TeamRole.OFFICIAL: [budi.email], TeamRole.MODERATOR: [budi.email]})

    assert set(row.memberships.values_list("role", flat=True)) == {"official", "moderator"}
    assert Account.objects.count() == 1


def test_whoever_runs_one_consultation_may_begin_another_and_is_its_official(consultation: Scene, ratna: Someone) -> None:
    row = created("pasar-malam", actor=ratna.viewer, team={TeamRole.OFFICIAL: [ratna.email]})

    assert list(row.memberships.values_list("person__account__email", "role")) == [(ratna.email, "official")]
    assert Entry.objects.filter(chain=row.chain, action="consultation.created", actor__isnull=False).exists()
    assert not verify().faults


def test_a_moderator_or_a_citizen_begins_none(consultation: Scene, budi: Someone, siti: Someone) -> None:
    for viewer in (budi.viewer, siti.viewer, VISITOR):
        with pytest.raises(NotAllowed):
            created("pasar-malam", actor=viewer)


def test_an_official_announces_it_and_the_clock_opens_and_closes_it(budi: Someone, ratna: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    now = moment()

    row = announce_consultation(actor=ratna.viewer, slug="pasar", opens_at=now + DAY, closes_at=now + 2 * DAY, now=now)

    phases = [phase_of(row, now=now + days * DAY) for days in (0, 1, 2)]
    assert phases == [Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED]
    assert {job.run_after for job in waiting()} == {now + DAY, now + 2 * DAY}
    for days in (1, 2):
        monkeypatch.setattr(timezone, "now", lambda days=days: now + days * DAY)
        record_phase.func(str(row.pk))
    actions = Entry.objects.filter(chain=row.chain, subject=str(row.pk)).order_by("number").values_list("action", flat=True)
    assert list(actions)[-3:] == ["consultation.announced", "consultation.open", "consultation.closed"]
    assert scene.now_is().step == Phase.CLOSED
    assert not verify().faults


@pytest.mark.parametrize(
    ("opens", "closes", "field", "code"),
    [
        (0 * DAY, None, "opens_at", "consultation.opens_past"),
        (DAY, DAY, "closes_at", "consultation.dates"),
        (3_654 * DAY, None, "opens_at", "consultation.too_far"),
        (DAY, 3_654 * DAY, "closes_at", "consultation.too_far"),
    ],
)
def test_dates_that_cannot_be_announced_are_refused(
    budi: Someone, ratna: Someone, opens: timedelta, closes: timedelta | None, field: str, code: str
) -> None:
    staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    before, now = contents(), moment()

    with pytest.raises(BadInput) as refused:
        announce_consultation(actor=ratna.viewer, slug="pasar", opens_at=now + opens, closes_at=closes and now + closes, now=now)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert contents() == before


def test_what_was_announced_may_open_early_and_is_announced_once(budi: Someone, ratna: Someone) -> None:
    staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    now = moment()
    announce_consultation(actor=ratna.viewer, slug="pasar", opens_at=now + DAY, closes_at=None, now=now)

    with pytest.raises(NotPossible):
        announce_consultation(actor=ratna.viewer, slug="pasar", opens_at=now + DAY, closes_at=None, now=now)
    row = open_consultation(actor=ratna.viewer, slug="pasar", closes_at=now + DAY, now=now)

    assert phase_of(row, now=now) is Phase.OPEN


def test_details_are_corrected_until_the_public_knows(budi: Someone, ratna: Someone) -> None:
    scene = staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    details, team = Details(moderation=Moderation.BEFORE, contact="Balai"), {TeamRole.MODERATOR: [budi.email, "baru@example.org"]}
    said = {"texts": [Text("id", "Pasar sore", "Lebih jelas.")], "details": details, "team": team}

    describe_consultation(actor=ratna.viewer, slug="pasar", now=moment(), **said)

    row = Consultation.objects.get(pk=scene.row.pk)
    assert (row.moderation, row.contact, row.institution) == ("before", "Balai", "")
    assert list(row.texts.values_list("language", "title")) == [("id", "Pasar sore")]
    moderators = row.memberships.filter(role="moderator").values_list("person__account__email", flat=True)
    assert list(moderators) == [budi.email, "baru@example.org"]  # whoever was there is there once
    assert not verify().faults
    open_consultation(actor=ratna.viewer, slug="pasar", closes_at=None, now=moment())
    before = contents()
    with pytest.raises(NotPossible):
        describe_consultation(actor=ratna.viewer, slug="pasar", now=moment(), **said)
    assert contents() == before


def test_only_its_officials_announce_or_describe_it(
    consultation: Scene, siti: Someone, budi: Someone, ratna: Someone, wati: Someone
) -> None:
    staged("pasar", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)
    now = moment()
    for viewer, no in ((VISITOR, NotFound), (siti.viewer, NotFound), (wati.viewer, NotFound), (budi.viewer, NotAllowed)):
        with pytest.raises(no):
            announce_consultation(actor=viewer, slug="pasar", opens_at=now + DAY, closes_at=None, now=now)
        with pytest.raises(no):
            describe_consultation(actor=viewer, slug="pasar", texts=[Text("id", "Lain")], details=Details(), team={}, now=now)


def test_the_page_where_one_is_begun_is_no_short_name() -> None:
    with pytest.raises(BadInput):
        created("new")

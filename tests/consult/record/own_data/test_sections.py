"""One's own data: all of it, nobody else's, as JSON and as a table that no program takes for formulas."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from consult.accounts.actions import give_token, rename_person
from consult.accounts.rules import Scope
from consult.accounts.viewer import VISITOR
from consult.errors import NotFound
from consult.platform.audit.models import Entry
from consult.polls.models import ClosedParticipation
from consult.record.own_data.files import as_csv, as_json
from consult.record.own_data.sections import own_data
from consult.text.cells import read_cell
from tests.cast import Scene, Someone, moment
from tests.consult.polls.voting import TITLES, asked, closes_poll, votes
from tests.consult.record.life import lived

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://jahat.example")\nbaris kedua'


def read(one: Someone) -> dict[str, Any]:
    """The file as JSON gives it back."""
    made: dict[str, Any] = json.loads("".join(as_json(own_data(viewer=one.viewer), now=moment())))
    return made


def table(one: Someone) -> list[list[str]]:
    """The lines of the table, without its head."""
    text = "".join(as_csv(own_data(viewer=one.viewer), now=moment()))
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline="")))[1:]


def test_every_version_decision_receipt_and_token_is_in_it(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    life = lived(consultation, siti, agus, budi)
    give_token(actor=agus.viewer, name="Alat", scopes=[Scope.READ], now=moment())

    made = read(agus)

    assert {row["text"] for row in made["versions"]} == {
        "Lebih adil.",
        "Lebih adil bagi semua.",
        "Pendapat 0.",
        "Pendapat 1.",
        "Pendapat 2.",
    }
    assert made["account"] == [{"email": agus.email, "is_active": True, "created_at": made["account"][0]["created_at"], "last_login": None}]
    assert "Memuat hinaan kepada orang lain." in {row["reason"] for row in made["decisions_on_posts"]}
    assert {row["code"] for row in made["receipts"]} == {row["receipt"] for row in made["versions"]}
    assert [(row["name"], row["scopes"]) for row in made["tokens"]] == [("Alat", ["read"])]
    assert {row["consultation"] for row in made["posts"]} == {life.slug}
    assert {row["chain"] for row in made["names_in_the_record"]} == {life.slug}


def test_the_polls_one_voted_in_are_in_it_and_no_vote(lively: Scene, ratna: Someone, siti: Someone, agus: Someone) -> None:
    closed, opened, other = (asked(ratna, lively) for _ in range(3))
    receipts = [votes(siti, poll, TITLES[0]) for poll in (closed, opened)]
    votes(agus, other, TITLES[0])
    closes_poll(ratna, closed)

    made = read(siti)

    assert [row["poll"] for row in made["polls_voted_in"]] == [str(closed.pk), str(opened.pk)]
    assert not any(told in json.dumps(made) for receipt in receipts for told in (receipt.code, receipt.commitment))
    assert not any(str(row) in json.dumps(made) for row in ClosedParticipation.objects.values_list("pk", flat=True))


def test_nothing_that_others_wrote_is_in_it(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    lived(consultation, siti, agus, budi)

    made = json.dumps(read(siti))

    assert agus.email not in made
    assert "Lebih adil" not in made


def test_the_team_finds_its_places_and_decisions(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    lived(consultation, siti, agus, budi)

    made = read(budi)

    assert made["teams"] == [{"consultation": "pasar-pagi", "role": "moderator"}]
    assert len(made["decisions_taken"]) == 10
    assert made["posts"] == []


def test_what_one_did_is_told_as_the_record_tells_it_and_no_act_of_others(
    consultation: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    lived(consultation, siti, agus, budi)

    made = read(siti)

    assert made["acts_in_the_record"]
    assert {row["action"] for row in made["acts_in_the_record"]} >= {"post.received"}
    theirs = {name["name"] for name in made["names_in_the_record"]}
    assert len(made["acts_in_the_record"]) == Entry.objects.filter(actor__in=theirs).count() < Entry.objects.count()


def test_browsers_that_are_signed_in_are_told_without_the_key_that_signs_in(siti: Someone, agus: Someone) -> None:
    here, there, other = Client(), Client(), Client()
    here.force_login(siti.account)
    there.force_login(siti.account)
    other.force_login(agus.account)

    made = read(siti)

    assert [sorted(row) for row in made["sessions"]] == [["kept_until"], ["kept_until"]]
    assert not [client for client in (here, there) if str(client.session.session_key) in json.dumps(made)]


def test_the_table_holds_the_same_values_and_no_cell_is_a_formula(consultation: Scene, siti: Someone) -> None:
    rename_person(actor=siti.viewer, name="@SUM(A1)", chosen_name="+1", language="id", now=moment())
    siti.posts(FORMULA, on=consultation.clause("Pasal 4"))

    cells = table(siti)

    assert not [cell for _section, _row, _field, cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    told = {(section, field): read_cell(cell) for section, _row, field, cell in cells}
    assert (told["versions", "text"], told["person", "name"], told["person", "chosen_name"]) == (FORMULA, "@SUM(A1)", "+1")
    values = sum(len(row) for rows in read(siti).values() if isinstance(rows, list) for row in rows)
    assert len(cells) == values + 1


def test_a_visitor_has_nothing_to_fetch(db: None) -> None:
    with pytest.raises(NotFound):
        read(Someone(VISITOR))

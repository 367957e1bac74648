"""Every refusal has its code, every code its sentence in both languages, and every sentence somebody who says it."""

import ast
import re
from collections.abc import Iterator
from functools import partial
from typing import Final

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection
from django.db.models import UniqueConstraint
from django.utils import translation

from consult.accounts.actions import open_account
from consult.accounts.models import Account, Person
from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.models import Consultation
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible, Refusal
from consult.platform.constraints import CONSTRAINTS, refusal_of
from consult.sentences import SENTENCES, sentence_of
from tests.cast import moment
from tests.together import together

KINDS: Final = {"NotFound", "NotAllowed", "NotPossible", "BadInput"}
PLACE: Final = re.compile(r"%\((\w+)\)s")
CODE: Final = re.compile(r"[a-z]+\.[a-z_]+|not_found|not_allowed")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every place in the domain where a refusal is made."""
    for path in sorted((settings.ROOT / "consult").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                yield f"{path.name}:{node.lineno}", node


def codes_in(call: ast.Call) -> list[str]:
    """The codes that may stand as its first argument; none where that is a variable."""
    values = call.args[:1]
    branches = [each for value in values for each in ([value.body, value.orelse] if isinstance(value, ast.IfExp) else [value])]
    return [node.value for node in branches if isinstance(node, ast.Constant) and isinstance(node.value, str)]


MADE: Final = [(where, call, code) for where, call in calls() for code in codes_in(call)]


def test_every_code_that_the_domain_raises_has_its_sentence() -> None:
    assert len(MADE) > 30
    assert not [(where, code) for where, _call, code in MADE if code not in SENTENCES]
    assert not [code for code, _field in CONSTRAINTS.values() if code not in SENTENCES]


def test_every_sentence_is_said_somewhere() -> None:
    texts = [path.read_text() for folder in ("consult", "api", "frontend", "deploy") for path in (settings.ROOT / folder).rglob("*.py")]
    said = "\n".join(text for text in texts if "SENTENCES: Final[Mapping[str, Promise]] = {  # every code" not in text)
    by_default = {"not_found", "not_allowed"} | {code for code, _field in CONSTRAINTS.values()}
    assert not [code for code in SENTENCES if f'"{code}"' not in said and code not in by_default]


@pytest.mark.parametrize(("where", "call", "code"), [pytest.param(*made, id=f"{made[0]}-{made[2]}") for made in MADE])
def test_a_refusal_gives_the_facts_that_its_sentence_is_filled_with(where: str, call: ast.Call, code: str) -> None:
    given = {keyword.arg for keyword in call.keywords}
    if None not in given:  # **facts
        assert set(PLACE.findall(str(SENTENCES[code]))) <= given, where


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_reads_well_in_both_languages(code: str) -> None:
    said = {}
    for language in ("id", "en"):
        with translation.override(language):
            said[language] = str(SENTENCES[code])

    assert said["id"] != said["en"]
    assert sorted(PLACE.findall(said["id"])) == sorted(PLACE.findall(said["en"]))
    for sentence in said.values():
        assert "%" not in PLACE.sub("", sentence)
        assert sentence[0].isupper()
        assert sentence[-1] in ".:?" or sentence.endswith("%(notice)s")  # a moderator's own sentence stands last
        assert "\n" not in sentence


def test_a_sentence_is_said_in_the_language_that_is_active_when_it_is_read() -> None:
    refusal = BadInput("post.too_long", field="text", length=10_001, limit=10_000)

    with translation.override("en"):
        in_english = sentence_of(refusal)
    with translation.override("id"):
        assert sentence_of(refusal) != in_english
    assert "10001" in in_english
    assert "10000" in in_english


def test_facts_that_are_codes_are_put_into_words_and_what_people_wrote_stays() -> None:
    with translation.override("id"):
        for code, name in (("consultation.no_step", "phase"), ("decision.stale", "status")):
            assert "ditutup" in sentence_of(NotPossible(code, **{name: "closed"}))
        assert "“closed”" in sentence_of(BadInput("poll.option_twice", field="options", title="closed"))


def test_the_four_kinds_are_told_apart_and_are_all_refusals() -> None:
    made = [NotFound(), NotAllowed(), NotPossible("once.busy"), BadInput("post.empty", field="text")]

    assert [refusal.code for refusal in made] == ["not_found", "not_allowed", "once.busy", "post.empty"]
    assert all(isinstance(refusal, Refusal) for refusal in made)
    assert made[-1].facts == {"field": "text"}


GUARDS: Final = {  # what keeps the loser of a race from a broken constraint, or what it is told
    "consultation_slug": "refusal",
    "one_draft_per_consultation": "refusal",
    "once_per_owner_and_key": "the second waits and answers with the first's row",
    "one_counter_per_stretch": "the second adds to the first's row",
    "session_signed_once": "the second finds it signed",
    "one_membership_per_role": "get_or_create",
    "one_pseudonym_per_chain": "consultation's lock",
    "one_entry_per_number": "chain's lock",
    "one_general_thread": "consultation's lock",
    "a_thread_names_a_clause_once": "consultation's lock",
    "one_own_thread_per_clause": "consultation's lock",
    "one_post_per_number": "consultation's lock",
    "one_version_per_number": "post's lock",
    "one_shown_version_per_post": "post's lock",
    "one_held_version_per_post": "post's lock",
    "one_event_per_number": "thread's lock",
    "one_event_of_all_per_number": "consultation's lock",
    "one_draft_per_person": "consultation's lock",
    "support_once_per_person": "refusal",
    "flag_once_per_version": "refusal",
    "one_open_flag_per_person": "refusal",
    "one_participation_per_person": "poll's lock",
    "one_closed_participation_per_person": "poll's lock",
    "one_edition_per_number": "consultation's lock",
    "one_file_per_form_and_language": "consultation's lock",
    "one_option_per_position": "consultation's lock",
    "one_option_per_title": "consultation's lock",
    "one_text_per_language": "written with its new row",
    "one_rule_per_number_and_version": "written with its new row",
    "one_rule_text_per_language": "written with its new row",
    "one_document_text_per_language": "written with its new row",
    "one_revision_per_number": "written with its new row",
    "one_wording_per_revision": "consultation's lock",
    "one_wording_per_position": "consultation's lock",
    "one_wording_per_key": "consultation's lock",
    "one_edit_per_number": "consultation's lock",
    "one_link_per_pair": "consultation's lock",
    "a_clause_goes_on_as_one": "consultation's lock",
    "a_clause_carries_one_on": "consultation's lock",
    "one_placement_per_revision": "consultation's lock",
    "picked_once_per_revision": "consultation's lock",
    "one_paper_per_number": "consultation's lock",
    "one_shown_paper_per_document": "consultation's lock",
}


def test_of_every_unique_constraint_it_is_known_what_a_lost_race_meets() -> None:
    models = apps.get_app_config("consult").get_models()
    constraints = {one.name for model in models for one in model._meta.constraints if isinstance(one, UniqueConstraint)}

    assert constraints == set(GUARDS)
    assert {name for name, guard in GUARDS.items() if guard == "refusal"} == {name for name, _columns in CONSTRAINTS if name in constraints}


@pytest.mark.parametrize("names", sorted(CONSTRAINTS))
def test_a_broken_constraint_becomes_the_refusal_that_others_read(names: tuple[str, str]) -> None:
    name, columns = names
    for told in (f'duplicate key value violates unique constraint "{name}"', f"UNIQUE constraint failed: {columns}"):
        refusal = refusal_of(IntegrityError(told))

        assert isinstance(refusal, BadInput)
        assert (refusal.code, refusal.field) == CONSTRAINTS[names]
    assert refusal_of(IntegrityError("violates foreign key constraint")) is None


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_same_short_name_one_is_told_so() -> None:
    create = partial(create_consultation, actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team={})

    answers = together([partial(create, now=moment()) for _ in range(6)])

    refused = [answer for answer in answers if isinstance(answer, BadInput)]
    assert [answer.code for answer in refused] == ["consultation.slug_taken"] * 5
    assert Consultation.objects.count() == 1
    assert len(refused) == len([answer for answer in answers if isinstance(answer, Exception)])


@pytest.mark.sqlite
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_address_that_comes_twice_at_once_gets_one_account() -> None:
    answers = together([partial(open_account, email="baru@example.org", name="Baru", now=moment()) for _ in range(8)])

    assert {getattr(answer, "pk", answer) for answer in answers} == {Account.objects.get().pk}
    assert Person.objects.count() == 1
    assert connection.vendor in {"postgresql", "sqlite"}

"""Accounts and tokens: opened once, named, given, kept as a digest only, and taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from consult.accounts.actions import checked_email, give_token, open_account, pseudonym, rename_person, signed_in, take_token
from consult.accounts.models import Account, Person, Pseudonym, Token
from consult.accounts.queries import account_of, live_token, own_tokens
from consult.accounts.rules import TOKEN_LIFE, TOKEN_PREFIX, Scope
from consult.accounts.viewer import OPERATOR, VISITOR, Viewer
from consult.errors import BadInput, NotFound
from consult.platform.audit.actions import open_chain
from tests.cast import Someone, moment, someone
from tests.tables import contents

pytestmark = pytest.mark.django_db


def test_an_address_has_one_account_whichever_way_it_is_written() -> None:
    first = open_account(email=" Siti@Example.ORG ", name="Siti", now=moment())
    again = open_account(email="siti@example.org", name="Lain", now=moment())

    assert (again.pk, again.person.name, again.email) == (first.pk, "Siti", "siti@example.org")
    assert account_of("SITI@example.org") == first
    assert Person.objects.count() == 1


def test_an_account_has_no_password_that_could_be_guessed() -> None:
    account = open_account(email="siti@example.org", now=moment())

    assert not account.has_usable_password()
    assert not account.check_password("")


@pytest.mark.parametrize(
    "email", ["", " ", "siti", "siti@", "@example.org", "a b@example.org", "siti@example.org\n.x", "x" * 300 + "@a.org"]
)
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked_email(email)
    assert (refused.value.field, refused.value.code) == ("email", "input.email")


def test_names_are_one_line_and_of_a_length_that_both_databases_keep(siti: Someone) -> None:
    open_account(email="panjang@example.org", name="x" * 500, now=moment())
    person = rename_person(actor=siti.viewer, name=" Siti\n\u202eRahma ", chosen_name="y" * 500, language="en", now=moment())

    assert Person.objects.get(account__email="panjang@example.org").name == "x" * 120
    assert (person.name, len(person.chosen_name), person.language) == ("Siti Rahma", 120, "en")


def test_nobody_renames_anybody_without_being_signed_in() -> None:
    for viewer in (VISITOR, OPERATOR):
        with pytest.raises(NotFound):
            rename_person(actor=viewer, name="X", chosen_name="", language="id", now=moment())
        with pytest.raises(NotFound):
            signed_in(viewer)


def test_a_tokens_secret_is_shown_once_and_kept_nowhere(siti: Someone) -> None:
    token, secret = give_token(actor=siti.viewer, name="Skrip", scopes=[Scope.WRITE, Scope.READ], now=moment())

    assert secret.startswith(TOKEN_PREFIX)
    assert len(secret) >= 40
    assert not any(secret in row or secret.removeprefix(TOKEN_PREFIX) in row for rows in contents().values() for row in rows)
    assert token.scopes == ["read", "write"]
    assert live_token(secret, now=moment()) == token
    assert own_tokens(viewer=siti.viewer) == [token]


def test_a_token_ends_when_its_time_is_over(siti: Someone) -> None:
    now = moment()
    _token, secret = give_token(actor=siti.viewer, name="Skrip", scopes=[Scope.READ], now=now)

    assert live_token(secret, now=now + TOKEN_LIFE - timedelta(seconds=1))
    assert live_token(secret, now=now + TOKEN_LIFE) is None
    assert live_token(secret + "x", now=now) is None
    assert live_token("", now=now) is None


def test_a_token_of_a_suspended_account_opens_nothing(siti: Someone) -> None:
    _token, secret = give_token(actor=siti.viewer, name="Skrip", scopes=[Scope.READ], now=moment())
    Account.objects.update(is_active=False)

    assert live_token(secret, now=moment()) is None


@pytest.mark.parametrize("name", ["", "  ", "\u202e\n"])
def test_a_token_needs_a_name(siti: Someone, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        give_token(actor=siti.viewer, name=name, scopes=[Scope.READ], now=moment())
    assert refused.value.field == "name"
    assert not Token.objects.exists()


def test_one_takes_back_ones_own_tokens_only(siti: Someone, agus: Someone) -> None:
    token, secret = give_token(actor=siti.viewer, name="Skrip", scopes=[Scope.READ], now=moment())
    for viewer, token_id in ((agus.viewer, token.pk), (VISITOR, token.pk), (siti.viewer, uuid4())):
        with pytest.raises(NotFound):
            take_token(actor=viewer, token_id=token_id)

    take_token(actor=siti.viewer, token_id=token.pk)

    assert live_token(secret, now=moment()) is None


def test_a_pseudonym_is_one_a_person_and_chain_and_leads_nowhere_without_its_row(siti: Someone, agus: Someone) -> None:
    one, other = open_chain("satu"), open_chain("dua")

    names = [pseudonym(who.viewer, chain_id=chain.pk) for who in (siti, siti, agus) for chain in (one, other)]

    assert names[:2] == names[2:4]
    assert len(set(names)) == 4
    assert not {siti.person.pk, agus.person.pk} & set(names)
    assert pseudonym(OPERATOR, chain_id=one.pk) is None
    Pseudonym.objects.filter(person=siti.person).delete()
    assert pseudonym(siti.viewer, chain_id=one.pk) not in names


def test_who_acts_has_a_stable_name_for_keys_and_counters(siti: Someone) -> None:
    assert str(siti.viewer) == str(Viewer(person=someone("Siti").person)) == str(siti.person.pk)
    assert (str(VISITOR), str(OPERATOR)) == ("visitor", "operator")

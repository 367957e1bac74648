"""Who joins a team, leaves it and is taken out of it; what they are told, and what the record says."""

from datetime import timedelta

import pytest
from django.core import mail

from consult.access import Phase
from consult.accounts.actions import rename_person
from consult.accounts.models import Account
from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, add_members, create_consultation, leave_team, remove_member
from consult.consultations.models import Consultation, Membership
from consult.consultations.queries import team_of
from consult.consultations.rules import TeamRole
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.waiting import do_jobs, names

pytestmark = pytest.mark.django_db


def adds(one: Someone, *emails: str, role: TeamRole = TeamRole.MODERATOR) -> None:
    """They put addresses into the team."""
    add_members(actor=one.viewer, slug=where(), team={role: emails}, now=moment())


def leaves(one: Someone, role: TeamRole) -> None:
    """They give a role up."""
    leave_team(actor=one.viewer, slug=where(), role=role, now=moment())


def where() -> str:
    """The short name of the only consultation."""
    return Consultation.objects.get().slug


def member(one: Someone) -> Membership:
    """Their only role."""
    return Membership.objects.get(person=one.person)


def removes(one: Someone, other: Someone) -> None:
    """One takes the other out."""
    remove_member(actor=one.viewer, slug=where(), member=member(other).pk, now=moment())


def test_a_team_is_added_to_while_it_is_open_and_the_record_stays_whole_whoever_comes_and_goes(
    lively: Scene, siti: Someone, budi: Someone, ratna: Someone
) -> None:
    adds(ratna, siti.email)
    with pytest.raises(NotAllowed):
        siti.posts("Setuju.", on=lively.clause("Pasal 4"))
    leaves(siti, TeamRole.MODERATOR)
    siti.posts("Setuju.", on=lively.clause("Pasal 4"))  # whoever left may write again
    adds(ratna, siti.email)
    removes(ratna, siti)
    removes(ratna, budi)
    adds(ratna, budi.email)

    assert not verify().faults
    said = Entry.objects.filter(chain=lively.row.chain, action__startswith="team.").order_by("number")
    assert list(said.values_list("action", flat=True))[3:] == [
        "team.joined",
        "team.left",
        "team.joined",
        "team.removed",
        "team.removed",
        "team.joined",
    ]


def test_a_row_that_should_be_gone_or_should_be_there_is_noticed(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    adds(ratna, siti.email)
    kept = member(siti)
    leaves(siti, TeamRole.MODERATOR)
    kept.save(force_insert=True)
    assert [fault.how for fault in verify().faults] == ["has no entry in the record"]
    Membership.objects.filter(pk=kept.pk).delete()

    Membership.objects.filter(person=budi.person).update(role=TeamRole.OFFICIAL)
    assert [fault.how for fault in verify().faults] == ["is not what the record says"]
    member(budi).delete()
    assert [fault.how for fault in verify().faults] == ["is in the record, and its row is gone"]


def test_the_last_official_stays_until_it_is_archived(consultation: Scene, ratna: Someone) -> None:
    with pytest.raises(NotPossible) as refused:
        leaves(ratna, TeamRole.OFFICIAL)
    assert refused.value.code == "team.last_official"
    with pytest.raises(NotPossible):
        remove_member(actor=OPERATOR, slug="pasar-pagi", member=member(ratna).pk, now=moment())

    Consultation.objects.update(step=Phase.ARCHIVED)
    leaves(ratna, TeamRole.OFFICIAL)
    assert not Membership.objects.filter(person=ratna.person).exists()


def test_only_officials_take_others_out_and_nobody_themselves(consultation: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    for one, no in ((budi, NotAllowed), (siti, NotAllowed)):
        with pytest.raises(no):
            removes(one, ratna)
        with pytest.raises(no):
            adds(one, "baru@example.org")
    with pytest.raises(NotPossible) as refused:
        removes(ratna, ratna)
    assert refused.value.code == "team.yourself"
    with pytest.raises(NotFound):
        remove_member(actor=ratna.viewer, slug="pasar-pagi", member=0, now=moment())
    with pytest.raises(NotAllowed):
        leaves(siti, TeamRole.MODERATOR)
    with pytest.raises(BadInput):
        adds(ratna)
    Consultation.objects.update(step=Phase.ARCHIVED)
    with pytest.raises(NotPossible):
        adds(ratna, "baru@example.org")


def test_an_official_sees_the_whole_team_and_a_moderator_themselves(
    consultation: Scene, budi: Someone, wati: Someone, ratna: Someone
) -> None:
    def seen(one: Someone) -> set[str]:
        return {row.person.account.email for row in team_of(consultation.row, viewer=one.viewer, now=moment())}

    assert seen(ratna) == {budi.email, wati.email, ratna.email}
    assert seen(budi) == {budi.email}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "you cannot write contributions to this consultation"), ("id", "Anda tidak dapat menulis masukan")],
)
def test_whoever_is_added_is_told_in_their_language_by_whom_to_what_and_how_to_leave(
    consultation: Scene, siti: Someone, ratna: Someone, language: str, said: str
) -> None:
    rename_person(actor=siti.viewer, name="", chosen_name="", language=language, now=moment())
    adds(ratna, siti.email)
    do_jobs()

    [letter] = mail.outbox
    assert letter.to == [siti.email]
    words = " ".join(str(letter.body).split())
    assert "Desa Contoh" in words
    assert consultation.row.texts.get(language=language).title in words
    assert said in words
    assert "/desk/pasar-pagi/team/#leave" in words


def test_whoever_left_before_the_mail_went_is_told_nothing(consultation: Scene, siti: Someone, ratna: Someone) -> None:
    adds(ratna, siti.email)
    leaves(siti, TeamRole.MODERATOR)
    do_jobs()

    assert not mail.outbox


def test_creating_a_consultation_tells_the_others_and_not_its_maker(consultation: Scene, siti: Someone, ratna: Someone) -> None:
    team = {TeamRole.OFFICIAL: [ratna.email], TeamRole.MODERATOR: [siti.email]}

    create_consultation(actor=ratna.viewer, slug="pasar-malam", texts=[Text("id", "Pasar")], details=Details(), team=team, now=moment())

    assert names().count("tell_member") == 1


def test_a_day_has_fifty_new_addresses_over_all_consultations_and_no_account_is_left_of_more(consultation: Scene, ratna: Someone) -> None:
    adds(ratna, *(f"satu{n}@example.org" for n in range(30)))
    adds(ratna, *(f"satu{n}@example.org" for n in range(30)))  # who is there already does not count
    team = {TeamRole.MODERATOR: [f"dua{n}@example.org" for n in range(21)]}
    with pytest.raises(BadInput) as refused:
        create_consultation(actor=ratna.viewer, slug="pasar-malam", texts=[Text("id", "P")], details=Details(), team=team, now=moment())
    assert (refused.value.code, refused.value.field) == ("team.too_many", "moderators")
    assert not Account.objects.filter(email__startswith="dua").exists()

    adds(ratna, *(f"dua{n}@example.org" for n in range(20)))
    add_members(actor=ratna.viewer, slug="pasar-pagi", team={TeamRole.OFFICIAL: ["esok@example.org"]}, now=moment() + timedelta(days=1))

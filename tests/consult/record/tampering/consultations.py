"""What could be changed of a consultation, its team and its documents behind the record's back, and what has to be named for it."""

from datetime import timedelta
from typing import Final

from consult.accounts.models import Account
from consult.consultations.models import HouseRule, HouseRuleText, Membership
from consult.discussion.models import Submission
from consult.documents.canonical import revision_digest
from consult.documents.models import DocumentText, Edit, Source, Wording
from consult.record.checks.comparisons import OTHER_WORDS
from tests.cast import moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import NO_ENTRY, OTHERWISE, Named, change, remove, tampering

WORDING: Final = "a wording does not match the revision's hash"
FILE: Final = "was read from another file than the record says"


def rehash_revision(life: Life) -> None:
    """The revision's hash made to fit its wordings."""
    wordings = list(Wording.objects.filter(revision=life.revision).order_by("position"))
    change(life.revision, sha256=revision_digest(life.revision, wordings))


@tampering
def the_title_of_the_draft(life: Life) -> Named:
    DocumentText.objects.filter(document=life.revision.document).update(title="Judul lain")
    return f"document of {life.slug}", OTHERWISE


@tampering
def when_the_revision_was_published(life: Life) -> Named:
    change(life.revision, published_at=moment() - timedelta(days=9))
    return f"revision 1 of {life.slug}", "was published at another instant than the record says"


@tampering
def a_warning_taken_from_the_revision(life: Life) -> Named:
    change(life.revision, warnings=[{"line": 1, "message": "x"}])
    return f"revision 1 of {life.slug}", WORDING, f"revision 1 of {life.slug}"


@tampering
def an_edit_that_nobody_made(life: Life) -> Named:
    Edit.objects.create(revision=life.revision, number=1, name="settle", given={"doubt": 1}, edited_at=moment())
    return f"revision 1 of {life.slug}", "was edited otherwise than the record says"


@tampering
def a_moderator_slipped_into_the_team(life: Life) -> Named:
    stranger = Submission.objects.get(posts=life.shown).author
    assert stranger is not None
    member = Membership.objects.create(consultation=life.consultation, person=stranger, role="moderator")
    return f"member {member.pk} of the team of {life.slug}", NO_ENTRY


@tampering
def the_last_number_that_was_given(life: Life) -> Named:
    change(life.consultation, last_number=99)
    return f"consultation {life.slug}", "does not know the last number that it gave"


@tampering
def a_title(life: Life) -> Named:
    life.consultation.texts.filter(language="en").update(title="Another")
    return f"consultation {life.slug}", OTHERWISE


@tampering
def a_question(life: Life) -> Named:
    life.consultation.texts.filter(language="id").update(question="Setuju?")
    return f"consultation {life.slug}", OTHERWISE


@tampering
def the_closing_date(life: Life) -> Named:
    change(life.consultation, closes_at=moment())
    return f"consultation {life.slug}", OTHERWISE


@tampering
def the_mode_of_moderation(life: Life) -> Named:
    change(life.consultation, moderation="after")
    return f"consultation {life.slug}", OTHERWISE


@tampering
def the_text_of_a_house_rule(life: Life) -> Named:
    HouseRuleText.objects.filter(rule__consultation=life.consultation, rule__number=2).update(text="Apa saja boleh.")
    return f"consultation {life.slug}", OTHERWISE


@tampering
def a_house_rule_slipped_in(life: Life) -> Named:
    HouseRule.objects.create(consultation=life.consultation, number=9, since=moment())
    return f"consultation {life.slug}", OTHERWISE


@tampering
def a_published_wording(life: Life) -> Named:
    change(life.wording("Pasal 4"), text="Setiap pedagang bebas.")
    return f"revision 1 of {life.slug}", WORDING


@tampering
def a_published_number(life: Life) -> Named:
    change(life.wording("Pasal 4"), label="Pasal 5")
    return f"revision 1 of {life.slug}", WORDING


@tampering
def a_published_heading(life: Life) -> Named:
    change(life.wording("BAB II"), heading="PENGGUSURAN")
    return f"revision 1 of {life.slug}", WORDING


@tampering
def where_a_published_clause_belongs(life: Life) -> Named:
    change(life.wording("Pasal 4"), parent=life.wording("BAB I"))
    return f"revision 1 of {life.slug}", WORDING


@tampering
def how_deep_a_published_clause_lies(life: Life) -> Named:
    change(life.wording("Pasal 4"), depth=9)
    return f"revision 1 of {life.slug}", WORDING


@tampering
def a_published_clause_removed(life: Life) -> Named:
    remove(life.wording("Pasal 5"))
    return f"revision 1 of {life.slug}", WORDING


@tampering
def a_wording_and_the_revisions_hash_together(life: Life) -> Named:
    change(life.wording("Pasal 4"), text="Bebas.")
    rehash_revision(life)
    return f"revision 1 of {life.slug}", OTHERWISE


@tampering
def a_word_of_the_file_that_was_imported(life: Life) -> Named:
    Source.objects.filter(revision=life.revision).update(text="Pasal 1\nNaskah lain.\n")
    return f"revision 1 of {life.slug}", FILE


@tampering
def the_file_that_was_imported_is_gone(life: Life) -> Named:
    remove(Source.objects.get(revision=life.revision))
    return f"revision 1 of {life.slug}", FILE


@tampering
def a_revision_unpublished(life: Life) -> Named:
    change(life.revision, status="draft", published_at=None)
    return f"revision 1 of {life.slug}", "is draft, and the record says published"


@tampering
def the_address_of_an_official(life: Life) -> Named:
    member = life.consultation.memberships.get(role="official")
    change(Account.objects.get(person=member.person), email="orang.lain@example.org")
    return f"member {member.pk} of the team of {life.slug}", "signs in by another address than the record says"


@tampering
def the_account_of_an_official_taken_away(life: Life) -> Named:
    member = life.consultation.memberships.get(role="official")
    remove(Account.objects.get(person=member.person))
    return f"member {member.pk} of the team of {life.slug}", "signs in by another address than the record says"


@tampering
def the_salt_of_an_address(life: Life) -> Named:
    member = life.consultation.memberships.filter(role="moderator").earliest("pk")
    change(member, salt="")
    return f"member {member.pk} of the team of {life.slug}", "signs in by another address than the record says"


@tampering
def the_words_that_a_clause_is_found_by_emptied(life: Life) -> Named:
    change(life.wording("Pasal 4"), words="")
    return f"revision 1 of {life.slug}", OTHER_WORDS

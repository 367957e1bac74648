"""What somebody could change behind the record's back where people were erased, and what has to be named for it."""

from typing import Final

from consult.accounts.models import Person
from consult.accounts.viewer import OPERATOR
from consult.discussion.models import Post, Submission, ThreadEvent
from consult.platform.audit.models import Entry
from consult.record.erasure.erase_person import erase_person
from tests.cast import moment, someone
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import Named, change, mend_all, remove, tampering

STILL_THERE: Final = "is erased, and words of it are still there"
NAMED: Final = "is erased, and something that names them is still there"


def author(post: Post) -> Person:
    """Who wrote it."""
    found = Submission.objects.get(posts=post).author
    assert found is not None
    return found


def erased(life: Life) -> Person:
    """Agus, who wrote the proposal, the hidden post and the one that waits; erased by the operator."""
    person = author(life.proposal)
    return erase_person(actor=OPERATOR, person_id=person.pk, now=moment())


@tampering
def words_put_back_into_what_was_erased(life: Life) -> Named:
    erased(life)
    change(life.version(life.held), text="Pendapat 2.")
    return life.named(life.held), STILL_THERE


@tampering
def a_page_put_back_into_what_was_erased(life: Life) -> Named:
    erased(life)
    change(life.version(life.held), html="<p>Pendapat 2.</p>")
    return life.named(life.held), STILL_THERE


@tampering
def a_name_put_back_into_what_was_erased(life: Life) -> Named:
    erased(life)
    change(life.version(life.proposal), name="Agus")
    return life.named(life.proposal), STILL_THERE


@tampering
def words_put_back_by_which_an_erased_post_is_found(life: Life) -> Named:
    erased(life)
    change(life.version(life.held), words="pendapat 2")
    return life.named(life.held), STILL_THERE


@tampering
def a_reason_put_back_beside_what_was_erased(life: Life) -> Named:
    erased(life)
    change(life.hiding, reason="Memuat hinaan kepada orang lain.")
    return f"decision {life.hiding.pk}", STILL_THERE


@tampering
def an_erased_post_that_is_hidden_again(life: Life) -> Named:
    erased(life)
    change(life.version(life.hidden), status="hidden")
    change(life.hidden, status="hidden")
    return life.named(life.hidden), "the text does not match its hash"


@tampering
def the_stance_of_what_was_erased(life: Life) -> Named:
    erased(life)
    change(life.version(life.held), stance="support")
    return life.named(life.held), "is not what the record says"


@tampering
def an_erasure_told_as_a_hiding(life: Life) -> Named:
    erased(life)
    change(ThreadEvent.objects.get(post=life.restored, type="withdrawn"), type="hidden")
    return f"post {life.restored.pk}", "its thread tells something else of it than the record says"


@tampering
def an_erasure_taken_out_of_the_record(life: Life) -> Named:
    erased(life)
    remove(Entry.objects.get(chain=life.chain, action="post.erased", subject=str(life.held.pk)))
    mend_all(life.chain)
    return life.named(life.held), "is erased, and the record says held"


@tampering
def a_person_emptied_as_if_erased(life: Life) -> Named:
    person = author(life.proposal)
    change(person, name="", erased_at=moment())
    return f"person {person.pk}", "is erased, and the record does not say so"


@tampering
def an_erased_person_who_is_called_something_again(life: Life) -> Named:
    person = erased(life)
    change(person, name="Agus")
    return f"person {person.pk}", NAMED


@tampering
def an_erased_person_who_is_none_any_more(life: Life) -> Named:
    nobody = someone("Rahayu").person
    person = erase_person(actor=OPERATOR, person_id=nobody.pk, now=moment())
    change(person, erased_at=None)
    return f"person {person.pk}", "is not erased, and the record says so"

"""What could be changed of supports, flags and what was let stand behind the record's back, and what has to be named for it."""

from datetime import timedelta
from typing import Final
from uuid import uuid4

from consult.discussion.models import Flag, Submission, Support
from consult.moderation.models import Keeping
from tests.cast import moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import NO_ENTRY, NO_ROW, OTHERWISE, REASON, TEXT, Named, change, remove, subject, tampering

SUPPORTS: Final = "does not count its supports right"
FLAGS: Final = "does not count its flags right"
ANSWERED: Final = "was answered at another instant than the record says"
BECAME: Final = "was answered otherwise than the record says"


def support(life: Life) -> Support:
    """Of the shown post."""
    return Support.objects.get(post=life.shown)


def open_flag() -> Flag:
    """The one that nobody has answered."""
    return Flag.objects.get(answered_at=None)


def kept_flag() -> Flag:
    """The one that was answered by letting the post stand."""
    return Flag.objects.exclude(answered_at=None).get()


@tampering
def a_support_that_nobody_gave(life: Life) -> Named:
    given = support(life)
    given.pk, given.person = uuid4(), life.version(life.hidden).decisions.latest("decided_at").decided_by
    given.save(force_insert=True)
    return f"support {given.pk}", NO_ENTRY, f"post {life.shown.pk}"


@tampering
def a_support_removed(life: Life) -> Named:
    given = support(life)
    remove(given)
    return f"post {life.shown.pk}", SUPPORTS, subject(life, given)


@tampering
def a_support_removed_and_the_count_made_to_fit(life: Life) -> Named:
    given = support(life)
    remove(given)
    change(life.shown, supported=0)
    return subject(life, given), NO_ROW


@tampering
def a_support_moved_to_another_post(life: Life) -> Named:
    given = support(life)
    change(given, post=life.held)
    return f"support {given.pk}", OTHERWISE, f"post {life.shown.pk}", f"post {life.held.pk}"


@tampering
def who_supports_a_post(life: Life) -> Named:
    given = support(life)
    change(given, person=life.version(life.hidden).decisions.latest("decided_at").decided_by)
    return f"support {given.pk}", "is by somebody else than the record says"


@tampering
def how_many_support_a_post(life: Life) -> Named:
    change(life.shown, supported=41)
    return f"post {life.shown.pk}", SUPPORTS


@tampering
def a_support_of_a_post_that_has_none(life: Life) -> Named:
    change(life.held, supported=1)
    return f"post {life.held.pk}", SUPPORTS


@tampering
def the_note_of_a_flag(life: Life) -> Named:
    change(open_flag(), text="Tidak apa-apa.")
    return f"flag {open_flag().pk}", TEXT


@tampering
def the_note_and_salt_of_a_flag_emptied(life: Life) -> Named:
    change(open_flag(), text="", salt="")
    return f"flag {open_flag().pk}", TEXT


@tampering
def the_rule_of_a_flag(life: Life) -> Named:
    change(open_flag(), rule=1)
    return f"flag {open_flag().pk}", OTHERWISE


@tampering
def a_flag_removed(life: Life) -> Named:
    flag = open_flag()
    remove(flag)
    return f"post {life.proposal.pk}", FLAGS, subject(life, flag)


@tampering
def who_put_a_flag_up(life: Life) -> Named:
    change(open_flag(), person=life.version(life.hidden).decisions.latest("decided_at").decided_by)
    return f"flag {open_flag().pk}", "is by somebody else than the record says"


@tampering
def a_flag_that_is_said_to_be_answered(life: Life) -> Named:
    flag = open_flag()
    change(flag, answered_at=moment(), outcome="stood")
    return f"flag {flag.pk}", ANSWERED, f"post {life.proposal.pk}"


@tampering
def an_answer_to_a_flag_taken_away(life: Life) -> Named:
    flag = kept_flag()
    change(flag, answered_at=None, outcome="")
    return f"flag {flag.pk}", ANSWERED, f"post {life.restored.pk}"


@tampering
def what_answered_a_flag(life: Life) -> Named:
    flag = kept_flag()
    change(flag, outcome="hidden")
    return f"flag {flag.pk}", BECAME


@tampering
def how_many_flags_a_post_has(life: Life) -> Named:
    change(life.proposal, flagged=0)
    return f"post {life.proposal.pk}", FLAGS


@tampering
def why_something_was_let_stand(life: Life) -> Named:
    change(Keeping.objects.get(), reason="Karena saya mau.")
    return f"keeping {Keeping.objects.get().pk}", REASON


@tampering
def when_something_was_let_stand(life: Life) -> Named:
    change(Keeping.objects.get(), kept_at=moment() - timedelta(days=1))
    return f"keeping {Keeping.objects.get().pk}", OTHERWISE


@tampering
def who_let_something_stand(life: Life) -> Named:
    change(Keeping.objects.get(), kept_by=Submission.objects.get(posts=life.shown).author)
    return f"keeping {Keeping.objects.get().pk}", "is by somebody else than the record says"


@tampering
def what_was_let_stand_removed(life: Life) -> Named:
    keeping = Keeping.objects.get()
    remove(keeping)
    return subject(life, keeping), NO_ROW

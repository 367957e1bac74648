"""What could be changed of moderators' decisions behind the record's back, and what has to be named for it."""

from consult.discussion.models import Submission
from tests.cast import moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import NO_ENTRY, NO_ROW, OTHERWISE, REASON, Named, another, change, remove, subject, tampering


@tampering
def who_decided(life: Life) -> Named:
    decision = life.version(life.hidden).decisions.latest("decided_at")
    change(decision, decided_by=Submission.objects.get(posts=life.shown).author)
    return f"decision {decision.pk}", "is by another moderator than the record says"


@tampering
def a_reason(life: Life) -> Named:
    change(life.hiding, reason="Memuat pujian kepada orang lain.")
    return f"decision {life.hiding.pk}", REASON


@tampering
def a_reason_with_its_salt_emptied(life: Life) -> Named:
    change(life.hiding, reason="Memuat pujian kepada orang lain.", salt="")
    return f"decision {life.hiding.pk}", REASON


@tampering
def the_salt_of_a_reason(life: Life) -> Named:
    change(life.hiding, salt="bukan heksadesimal")
    return f"decision {life.hiding.pk}", REASON


@tampering
def the_rule_that_a_decision_cites(life: Life) -> Named:
    change(life.hiding, rule=life.consultation.house_rules.get(number=1))
    return f"decision {life.hiding.pk}", OTHERWISE


@tampering
def what_was_decided(life: Life) -> Named:
    change(life.hiding, action="restore")
    return f"decision {life.hiding.pk}", OTHERWISE


@tampering
def when_it_was_decided(life: Life) -> Named:
    change(life.hiding, decided_at=moment())
    return f"decision {life.hiding.pk}", OTHERWISE


@tampering
def a_decision_removed(life: Life) -> Named:
    remove(life.hiding)
    return subject(life, life.hiding), NO_ROW


@tampering
def a_decision_slipped_in(life: Life) -> Named:
    decision = another(life.hiding)
    return f"decision {decision.pk}", NO_ENTRY

"""What could be changed of a thread behind the record's back, and what has to be named for it."""

from datetime import timedelta

from consult.discussion.models import Thread, ThreadClause
from consult.discussion.rules import ThreadStatus
from tests.cast import moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import NO_ENTRY, NO_ROW, OTHERWISE, Named, change, remove, tampering


def named(thread: Thread) -> str:
    """How it is named."""
    return f"thread {thread.pk}"


@tampering
def the_title_of_a_thread(life: Life) -> Named:
    change(life.several, title="Lapak saja")
    return named(life.several), OTHERWISE


@tampering
def the_clauses_of_a_thread(life: Life) -> Named:
    place = ThreadClause.objects.filter(thread=life.several).latest("pk")
    change(place, clause_id=life.wording("Pasal 3").clause_id)
    return named(life.several), OTHERWISE


@tampering
def why_a_thread_is_closed(life: Life) -> Named:
    change(life.several, notice="Tidak ada alasan apa pun.")
    return named(life.several), OTHERWISE


@tampering
def since_when_a_thread_is_closed(life: Life) -> Named:
    change(life.several, locked_at=moment() - timedelta(days=3))
    return named(life.several), OTHERWISE


@tampering
def a_closed_thread_that_is_open(life: Life) -> Named:
    change(life.several, status=ThreadStatus.OPEN, notice="", locked_at=None)
    return named(life.several), OTHERWISE


@tampering
def an_open_thread_that_is_closed(life: Life) -> Named:
    thread = life.shown.thread
    change(thread, status=ThreadStatus.LOCKED, notice="Ditutup diam-diam saja.", locked_at=moment())
    return named(thread), NO_ENTRY


@tampering
def a_thread_that_nobody_opened(life: Life) -> Named:
    thread = Thread.objects.create(consultation=life.consultation, kind=life.several.kind, title="Selundupan", created_at=moment())
    return named(thread), NO_ENTRY


@tampering
def a_thread_that_is_gone(life: Life) -> Named:
    for place in ThreadClause.objects.filter(thread=life.several):
        remove(place)
    remove(life.several)
    return f"record {life.slug}, subject {life.several.pk}", NO_ROW

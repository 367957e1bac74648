"""What somebody with a hand in the database could change behind the record's back, and what has to be named for it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import uuid4

from django.db.models import Model

from consult.accounts.viewer import Viewer
from consult.audit.canonical import entry_hash, salted
from consult.audit.models import NOTHING_BEFORE, Chain, Entry
from consult.consultations.models import HouseRule, HouseRuleText, Membership
from consult.discussion.models import Flag, Post, PostVersion, Submission, Support, Thread, ThreadEvent
from consult.discussion.rules import Kind
from consult.documents.canonical import revision_digest
from consult.documents.models import DocumentText, Source, Wording
from consult.moderation.models import Decision, Keeping
from tests.cast import Someone, moment
from tests.consult.record.life import Life

Named = tuple[str, ...]  # the first fault, what and how; and what else is named
Tampering = Callable[[Life], Named]

TAMPERINGS: Final[dict[str, Tampering]] = {}
FIELDS: Final = ("v", "number", "actor", "action", "subject", "digest", "facts", "at", "previous")

TEXT: Final = "the text does not match its hash"
PAGE: Final = "what the page shows is not the text"
REASON: Final = "the reason does not match its hash"
WORDING: Final = "a wording does not match the revision's hash"
FILE: Final = "was read from another file than the record says"
OTHERWISE: Final = "is not what the record says"
NO_ENTRY: Final = "has no entry in the record"
EVENTS: Final = "its thread tells something else of it than the record says"
NO_ROW: Final = "is in the record, and its row is gone"


def tampering(function: Tampering) -> Tampering:
    """Into the table, by its name."""
    TAMPERINGS[function.__name__.replace("_", " ")] = function
    return function


def change(row: Model, **values: object) -> None:
    """Write straight into the table."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def remove(row: Model) -> None:
    """Take a row out of its table, whatever points at it."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    rows._raw_delete(using=rows.db)


def last_entry(life: Life) -> Entry:
    """Of the chain: a withdrawal."""
    return Entry.objects.get(chain=life.chain, number=life.chain.length)


def middle_entry(life: Life) -> Entry:
    """Of the chain."""
    return Entry.objects.get(chain=life.chain, number=life.chain.length // 2)


def entry_after(entry: Entry) -> str:
    """How the next one is named."""
    return f"record {entry.chain.name}, entry {entry.number + 1}"


def mend(entry: Entry) -> None:
    """Make an entry's own hash right again."""
    entry.refresh_from_db()
    change(entry, hash=entry_hash({field: getattr(entry, field) for field in FIELDS}, chain=entry.chain.name))


def mend_all(chain: Chain) -> None:
    """Make the chain whole again, from its first entry to its row."""
    head = NOTHING_BEFORE
    for number, entry in enumerate(Entry.objects.filter(chain=chain).order_by("number"), start=1):
        change(entry, previous=head, number=number)
        mend(entry)
        head = Entry.objects.get(pk=entry.pk).hash
        change(chain, length=number, head=head)


def slip_in(like: Post) -> Post:
    """A post that nobody received."""
    version, post = like.versions.get(number=1), Post.objects.get(pk=like.pk)
    post.pk, post.number = uuid4(), None
    post.save(force_insert=True)
    version.pk, version.post = uuid4(), post
    version.save(force_insert=True)
    return post


def another(decision: Decision) -> Decision:
    """A decision that nobody took."""
    decision = Decision.objects.get(pk=decision.pk)
    decision.pk = uuid4()
    decision.save(force_insert=True)
    return decision


def rehash(version: PostVersion, *, text: str) -> None:
    """Another text, with its page and its hash made to fit."""
    change(version, text=text, html=f"<p>{text}</p>", sha256=salted(version.salt, text))


def rehash_revision(life: Life) -> None:
    """The revision's hash made to fit its wordings."""
    wordings = list(Wording.objects.filter(revision=life.revision).order_by("position"))
    change(life.revision, sha256=revision_digest(life.revision, wordings))


def subject(life: Life, row: Model) -> str:
    """How an entry is named whose row is gone."""
    return f"record {life.slug}, subject {row.pk}"


def thread(post: Post) -> str:
    """How a thread is named that does not count its posts right any more."""
    return f"thread {post.thread_id}"


def swap(first: Entry, second: Entry) -> None:
    """Two entries trade places."""
    change(first, number=0)
    change(second, number=first.number)
    change(first, number=second.number)


def next_to(entry: Entry) -> Entry:
    """The entry after it."""
    return Entry.objects.get(chain=entry.chain, number=entry.number + 1)


def unsay(entry: Entry) -> None:
    """The entry tells of no status any more."""
    change(entry, facts={})


@tampering
def one_character_of_a_text(life: Life) -> Named:
    change(life.version(life.shown), text=life.version(life.shown).text.replace("S", "s"))
    return life.named(life.shown), TEXT


@tampering
def a_text_and_its_page_together(life: Life) -> Named:
    change(life.version(life.held), text="Pendapat 3.", html="<p>Pendapat 3.</p>")
    return life.named(life.held), TEXT


@tampering
def the_text_of_a_superseded_version(life: Life) -> Named:
    change(life.version(life.proposal), text="Lebih buruk.")
    return life.named(life.proposal), TEXT


@tampering
def the_text_of_a_hidden_version(life: Life) -> Named:
    change(life.version(life.hidden), text="Lebih buruk.")
    return life.named(life.hidden), TEXT


@tampering
def the_wording_that_is_proposed(life: Life) -> Named:
    change(life.version(life.proposal, 2), wording="Lapak dijual.")
    return life.named(life.proposal, 2), TEXT


@tampering
def a_salt(life: Life) -> Named:
    change(life.version(life.shown), salt="0" * 32)
    return life.named(life.shown), TEXT


@tampering
def a_salt_that_is_none(life: Life) -> Named:
    change(life.version(life.shown), salt="bukan heksadesimal")
    return life.named(life.shown), TEXT


@tampering
def a_salt_that_is_emptied(life: Life) -> Named:
    change(life.version(life.shown), salt="")
    return life.named(life.shown), TEXT


@tampering
def a_hash(life: Life) -> Named:
    change(life.version(life.shown), sha256="0" * 64)
    return life.named(life.shown), TEXT


@tampering
def a_word_of_the_page(life: Life) -> Named:
    change(life.version(life.held), html="<p>Pendapat 2, atau 3.</p>")
    return life.named(life.held), PAGE


@tampering
def a_script_in_the_page(life: Life) -> Named:
    change(life.version(life.held), html="<p>Pendapat 2.</p><script></script>")
    return life.named(life.held), PAGE


@tampering
def where_a_link_leads(life: Life) -> Named:
    change(life.version(life.shown), html=life.version(life.shown).html.replace('"https://contoh', '"https://palsu'))
    return life.named(life.shown), PAGE


@tampering
def a_stance(life: Life) -> Named:
    change(life.version(life.shown), stance="oppose")
    return life.named(life.shown), OTHERWISE, thread(life.shown)


@tampering
def a_quote(life: Life) -> Named:
    change(life.version(life.proposal), quote={"exact": "jenis", "prefix": "", "suffix": ""})
    return life.named(life.proposal), OTHERWISE


@tampering
def what_a_proposal_does(life: Life) -> Named:
    change(life.version(life.proposal), operation="insert_after")
    return life.named(life.proposal), OTHERWISE


@tampering
def the_kind_of_a_post(life: Life) -> Named:
    change(life.shown, kind="question")
    return life.named(life.shown), OTHERWISE


@tampering
def the_clause_that_a_post_stands_on(life: Life) -> Named:
    change(life.shown, clause=life.proposal.clause)
    return life.named(life.shown), OTHERWISE


@tampering
def the_post_that_a_reply_answers(life: Life) -> Named:
    change(life.reply, reply_to=life.shown)
    return life.named(life.reply), OTHERWISE


@tampering
def the_channel_of_a_submission(life: Life) -> Named:
    change(Submission.objects.get(posts=life.shown), channel="paper")
    return life.named(life.shown), OTHERWISE


@tampering
def when_a_version_was_received(life: Life) -> Named:
    change(life.version(life.shown), created_at=moment() - timedelta(days=1))
    return life.named(life.shown), "was received at another instant than the record says"


@tampering
def the_name_that_a_version_is_shown_under(life: Life) -> Named:
    change(life.version(life.shown), shown_name="real", name="Bukan Siti")
    return life.named(life.shown), "is shown under another name than the record says"


@tampering
def the_organisation_that_a_letter_was_sent_for(life: Life) -> Named:
    change(Submission.objects.get(posts=life.shown), on_behalf_of="Paguyuban yang tidak tahu apa-apa")
    return life.named(life.shown), "is shown under another name than the record says"


@tampering
def the_thread_that_a_post_stands_in(life: Life) -> Named:
    elsewhere = Thread.objects.exclude(pk=life.held.thread_id).filter(kind="general").get()
    change(life.held, thread=elsewhere)
    return life.named(life.held), "stands in another thread than the record says"


@tampering
def who_wrote_a_post(life: Life) -> Named:
    change(Submission.objects.get(posts=life.shown), author=life.version(life.hidden).decisions.latest("decided_at").decided_by)
    return life.named(life.shown), "is by another author than the record says"


@tampering
def when_a_receipt_was_given(life: Life) -> Named:
    change(life.version(life.shown).receipt, received_at=moment() - timedelta(days=1))
    return life.named(life.shown), "is not what its receipt says"


@tampering
def when_a_submission_was_received(life: Life) -> Named:
    change(Submission.objects.get(posts=life.shown), received_at=moment() - timedelta(days=1))
    return life.named(life.shown), "is not what its receipt says"


@tampering
def the_rule_under_which_a_post_is_hidden(life: Life) -> Named:
    change(life.version(life.hidden), rule=5)
    return life.named(life.hidden), "is hidden under another rule than the record says"


@tampering
def who_decided(life: Life) -> Named:
    decision = life.version(life.hidden).decisions.latest("decided_at")
    change(decision, decided_by=Submission.objects.get(posts=life.shown).author)
    return f"decision {decision.pk}", "is by another moderator than the record says"


@tampering
def an_event_of_a_thread_removed(life: Life) -> Named:
    remove(ThreadEvent.objects.filter(thread=life.shown.thread).earliest("seq"))
    return thread(life.shown), "does not tell all its events in order"


def told(post: Post, what: str) -> ThreadEvent:
    """An event of a post's thread about it."""
    return ThreadEvent.objects.get(post=post, type=what)


@tampering
def what_a_moderator_did_by_the_public_log(life: Life) -> Named:
    change(told(life.hidden, "hidden"), type="restored")
    return f"post {life.hidden.pk}", EVENTS


@tampering
def when_the_public_log_says_that_it_was_done(life: Life) -> Named:
    event = told(life.restored, "restored")
    change(event, at=event.at + timedelta(seconds=1))
    return f"post {life.restored.pk}", EVENTS


@tampering
def of_which_post_the_public_log_tells(life: Life) -> Named:
    change(told(life.hidden, "hidden"), post=life.shown)
    return f"post {min(str(life.hidden.pk), str(life.shown.pk))}", EVENTS, f"post {max(str(life.hidden.pk), str(life.shown.pk))}"


@tampering
def a_withdrawal_told_as_a_hiding(life: Life) -> Named:
    change(told(life.withdrawn, "withdrawn"), type="hidden")
    return f"post {life.withdrawn.pk}", EVENTS


@tampering
def a_hiding_told_as_something_new(life: Life) -> Named:
    change(told(life.restored, "hidden"), type="posted")
    return thread(life.restored), "does not tell all its events in order", f"post {life.restored.pk}"


@tampering
def in_which_thread_an_edit_is_told(life: Life) -> Named:
    event = told(life.proposal, "edited")
    here, there = Thread.objects.get(pk=event.thread_id), Thread.objects.get(pk=life.shown.thread_id)
    change(event, thread=there, seq=there.last_seq + 1)
    change(there, last_seq=there.last_seq + 1)
    later = ThreadEvent.objects.filter(thread=here, seq__gt=event.seq).order_by("seq")
    for one in later:
        change(one, seq=one.seq - 1)
    change(here, last_seq=here.last_seq - 1)
    return f"post {life.proposal.pk}", EVENTS


def answered(life: Life) -> Post:
    """An answer by office to a question of the author of the reply."""
    member = Membership.objects.get(consultation=life.consultation, role="official")
    author = Submission.objects.get(posts=life.reply).author
    assert life.reply.clause_id is not None
    asked = Someone(Viewer(person=author)).posts("Siapa yang membayar?", on=life.reply.clause_id, kind=Kind.QUESTION)
    moderator = Membership.objects.filter(consultation=life.consultation, role="moderator")[0]
    Someone(Viewer(person=moderator.person)).publishes(asked)
    return Someone(Viewer(person=member.person)).replies("Pemerintah desa.", to=asked)


@tampering
def by_which_office_something_is_said(life: Life) -> Named:
    answer = answered(life)
    change(answer, office="moderator")
    return f"post {answer.pk}", "speaks by another office than the record says"


@tampering
def a_citizens_reply_passed_off_as_the_institutions(life: Life) -> Named:
    change(life.reply, office="official")
    return f"post {life.reply.pk}", "speaks by another office than the record says"


@tampering
def of_which_question_an_answer_is_told(life: Life) -> Named:
    answer = answered(life)
    event = ThreadEvent.objects.get(type="answered", post=answer.reply_to)
    change(event, post=answer)
    first, second = sorted([str(answer.pk), str(answer.reply_to_id)])
    return f"post {first}", EVENTS, f"post {second}"


@tampering
def when_an_answer_is_told(life: Life) -> Named:
    answer = answered(life)
    change(ThreadEvent.objects.get(type="answered", post=answer.reply_to), at=moment() - timedelta(days=9))
    return f"post {answer.reply_to_id}", EVENTS


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
def a_text_and_its_hash_together(life: Life) -> Named:
    rehash(life.version(life.held), text="Pendapat 3.")
    return life.named(life.held), OTHERWISE


@tampering
def the_status_of_a_version(life: Life) -> Named:
    change(life.version(life.hidden), status="shown")
    change(life.hidden, status="shown")
    return life.named(life.hidden), "is shown, and the record says hidden", thread(life.hidden)


@tampering
def words_taken_away_as_if_erased(life: Life) -> Named:
    change(life.version(life.shown), status="erased", text="", html="", salt="", words="")
    change(life.shown, status="erased")
    return life.named(life.shown), "is erased, and the record says shown", thread(life.shown)


@tampering
def the_status_of_a_post_alone(life: Life) -> Named:
    change(life.shown, status="hidden")
    return f"post {life.shown.pk}", "is hidden, and its versions say shown"


@tampering
def the_number_of_a_post(life: Life) -> Named:
    change(life.shown, number=99)
    return f"post {life.shown.pk}", "has number 99, and the record says 1"


@tampering
def a_number_for_what_was_never_shown(life: Life) -> Named:
    change(life.held, number=99)
    return f"post {life.held.pk}", "has number 99, and the record says None", thread(life.held)


@tampering
def a_post_slipped_in(life: Life) -> Named:
    post = slip_in(life.held)
    return f"post {post.pk}, version 1", NO_ENTRY


@tampering
def a_version_removed(life: Life) -> Named:
    version = life.version(life.proposal)
    decision = version.decisions.get()
    remove(version)
    remove(decision)
    return subject(life, version), NO_ROW, subject(life, decision)


@tampering
def every_version_of_a_post_removed(life: Life) -> Named:
    version = life.version(life.held)
    remove(version)
    return f"post {life.held.pk}", "has no version", subject(life, version)


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


@tampering
def a_middle_entry_removed(life: Life) -> Named:
    entry = middle_entry(life)
    remove(entry)
    return f"record {life.slug}, entry {entry.number}", f"is missing; entry {entry.number + 1} stands in its place"


@tampering
def the_first_entry_removed(life: Life) -> Named:
    remove(Entry.objects.get(chain=life.chain, number=1))
    return f"record {life.slug}, entry 1", "is missing; entry 2 stands in its place"


@tampering
def the_last_entry_removed(life: Life) -> Named:
    entry = last_entry(life)
    remove(entry)
    return f"record {life.slug}, entry {entry.number}", f"is missing: the chain ends after {entry.number - 1}"


@tampering
def the_last_entry_removed_and_the_chain_mended(life: Life) -> Named:
    remove(last_entry(life))
    mend_all(life.chain)
    return life.named(life.withdrawn), "is withdrawn, and the record says shown", f"post {life.withdrawn.pk}"


@tampering
def a_middle_entry_removed_and_the_chain_mended(life: Life) -> Named:
    remove(life.entry("revision.imported"))
    remove(life.entry("revision.published"))
    mend_all(life.chain)
    return f"revision 1 of {life.slug}", NO_ENTRY


@tampering
def two_entries_swapped(life: Life) -> Named:
    entry = middle_entry(life)
    swap(entry, next_to(entry))
    return f"record {life.slug}, entry {entry.number}", "does not hold the hash of the entry before"


@tampering
def the_fact_of_an_entry(life: Life) -> Named:
    change(middle_entry(life), facts={})
    return f"record {life.slug}, entry {middle_entry(life).number}", "does not match its own hash"


@tampering
def the_actor_of_an_entry(life: Life) -> Named:
    change(middle_entry(life), actor=uuid4())
    return f"record {life.slug}, entry {middle_entry(life).number}", "does not match its own hash"


@tampering
def the_instant_of_an_entry(life: Life) -> Named:
    change(middle_entry(life), at=moment())
    return f"record {life.slug}, entry {middle_entry(life).number}", "does not match its own hash"


@tampering
def the_fact_of_an_entry_and_its_hash(life: Life) -> Named:
    change(middle_entry(life), facts={})
    mend(middle_entry(life))
    return entry_after(middle_entry(life)), "does not hold the hash of the entry before"


@tampering
def the_fact_of_the_last_entry_and_its_hash(life: Life) -> Named:
    change(last_entry(life), facts={})
    mend(last_entry(life))
    return f"record {life.slug}, entry {last_entry(life).number}", "is not the one that the chain's head names"


@tampering
def the_fact_of_an_entry_and_the_whole_chain(life: Life) -> Named:
    unsay(life.entry("post.withdrawn"))
    mend_all(life.chain)
    return life.named(life.withdrawn), "is withdrawn, and the record says shown", f"post {life.withdrawn.pk}"


@tampering
def the_head_of_the_chain(life: Life) -> Named:
    change(life.chain, head="0" * 64)
    return f"record {life.slug}, entry {life.chain.length}", "is not the one that the chain's head names"


@tampering
def the_length_of_the_chain(life: Life) -> Named:
    change(life.chain, length=life.chain.length + 1)
    return f"record {life.slug}, entry {life.chain.length}", f"is missing: the chain ends after {life.chain.length - 1}"


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

"""What could be changed of posts, their versions and receipts behind the record's back, and what has to be named for it."""

from datetime import timedelta
from typing import Final
from uuid import uuid4

from consult.discussion.models import Post, PostVersion, Submission, Thread
from consult.platform.audit.canonical import salted
from consult.record.checks.comparisons import OTHER_WORDS
from consult.record.checks.rows import NEW
from tests.cast import moment
from tests.consult.record.life import Life
from tests.consult.record.tampering.changes import NO_ENTRY, OTHERWISE, TEXT, Named, change, remove, subject, tampering, thread

NOTICED: Final = "is in another language, or screening saw something else in it, than the record says"
PAGE: Final = "what the page shows is not the text"


def slip_in(like: Post) -> Post:
    """A post that nobody received."""
    version, post = like.versions.get(number=1), Post.objects.get(pk=like.pk)
    post.pk, post.number = uuid4(), None
    post.save(force_insert=True)
    version.pk, version.post = uuid4(), post
    version.save(force_insert=True)
    return post


def rehash(version: PostVersion, *, text: str) -> None:
    """Another text, with its page and its hash made to fit."""
    change(version, text=text, html=f"<p>{text}</p>", sha256=salted(version.salt, text))


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
def the_end_of_a_text_called_a_wording(life: Life) -> Named:
    text, _blank, rest = life.version(life.shown).text.partition("\n")
    change(life.version(life.shown), text=text, html=f"<p>{text}</p>", wording=rest)
    return life.named(life.shown), "holds a wording that it does not propose, or proposes one that it does not hold"


@tampering
def where_a_text_ends_and_its_wording_begins(life: Life) -> Named:
    first, rest = life.version(life.proposal, 2).wording.split("\n")
    text = f"{life.version(life.proposal, 2).text}\n{first}"
    change(life.version(life.proposal, 2), text=text, html=f"<p>{text}</p>", wording=rest)
    return life.named(life.proposal, 2), "its text ends elsewhere than the record says"


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
    return f"post {life.proposal.pk}", NEW, subject(life, version), subject(life, decision)


@tampering
def every_version_of_a_post_removed(life: Life) -> Named:
    version = life.version(life.held)
    remove(version)
    return f"post {life.held.pk}", "has no version", subject(life, version)


@tampering
def the_words_that_a_version_is_found_by_emptied(life: Life) -> Named:
    change(life.version(life.shown), words="")
    return life.named(life.shown), OTHER_WORDS


@tampering
def a_word_that_a_hidden_version_is_not_found_by(life: Life) -> Named:
    version = life.version(life.hidden)
    change(version, words=f"{version.words} pujian")
    return life.named(life.hidden), OTHER_WORDS


@tampering
def the_language_of_a_version(life: Life) -> Named:
    change(life.version(life.shown), language="en")
    return life.named(life.shown), NOTICED


@tampering
def what_screening_saw(life: Life) -> Named:
    change(life.version(life.held), signals=[{"code": "personal_data", "found": "Pendapat"}])
    return life.named(life.held), NOTICED


@tampering
def when_a_version_was_first_public(life: Life) -> Named:
    change(life.version(life.hidden), shown_at=moment() - timedelta(days=1))
    return life.named(life.hidden), "was first public at another instant than the record says", f"post {life.hidden.pk}"


@tampering
def when_a_version_was_first_public_emptied(life: Life) -> Named:
    change(life.version(life.shown), shown_at=None)
    return life.named(life.shown), "was first public at another instant than the record says"


@tampering
def that_a_version_was_public_which_never_was(life: Life) -> Named:
    change(life.version(life.held), shown_at=moment())
    return life.named(life.held), "was first public at another instant than the record says"


@tampering
def when_a_post_was_received(life: Life) -> Named:
    change(life.shown, created_at=moment() - timedelta(days=1))
    return f"post {life.shown.pk}", "was received at another instant than the record says"

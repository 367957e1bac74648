"""What is taken in, as which text with which hash, at which cost; and what is refused and leaves nothing."""

import re
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.accounts.actions import rename_person
from consult.anchoring.quotes import Quote
from consult.consultations.rules import Moderation
from consult.discussion.actions import submit_post
from consult.discussion.locks import Place
from consult.discussion.models import ListedWord, Post, PostVersion, Receipt, Submission, ThreadEvent
from consult.discussion.queries.posts import clause_thread, general_thread
from consult.discussion.rules import Channel, Contribution, Event, Kind, Operation, Proposal, ShownName, Stance, Status
from consult.errors import BadInput, NotAllowed, NotFound, NotPossible, Refusal
from consult.platform.audit.models import Entry
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, closes, moment, someone, staged
from tests.tables import contents
from tests.waiting import names

TEXT = "Pasal ini memberatkan pedagang kecil."
AS_POSTED = re.compile(r"[0-9A-HJKMNP-TV-Z]{10}")

pytestmark = pytest.mark.django_db


def in_thread(who: Someone, thread: UUID) -> Post:
    """A post into a thread that is named."""
    said = Contribution(text=TEXT, stance=Stance.MIXED)
    given = {"reply_to": None, "revision": None, "channel": Channel.WEB, "address": "", "now": moment()}
    return submit_post(actor=who.viewer, place=Place(thread=thread), contribution=said, **given)


def test_before_publication_a_post_is_received_and_waits(consultation: Scene, siti: Someone) -> None:
    now = moment()
    post = siti.posts(TEXT, on=consultation.clause("Pasal 4"), now=now)

    version = PostVersion.objects.get()
    assert (post.status, post.number, version.status, version.number) == (Status.HELD, None, Status.HELD, 1)
    assert (Submission.objects.get().received_at, version.receipt.received_at) == (now, now)
    assert AS_POSTED.fullmatch(version.receipt_id)
    assert not ThreadEvent.objects.exists()
    assert "tell_received" in names()


def test_after_publication_a_post_is_public_at_once_with_number_and_event(lively: Scene, siti: Someone, tono: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    assert (post.status, post.number) == (Status.SHOWN, 1)
    assert tono.sees(post)
    event = ThreadEvent.objects.get()
    assert (event.thread, event.seq, event.type, event.post) == (post.thread, 1, Event.POSTED, post)


def test_a_post_with_personal_data_or_a_listed_word_waits_in_either_mode(lively: Scene, siti: Someone, tono: Someone) -> None:
    ListedWord.objects.create(word="penjilat")
    for text in ("Telepon saya 0812 3456 7890.", "Ini ulah para PENJILAT!"):
        post = siti.posts(text, on=lively.clause("Pasal 4"))
        assert post.status == Status.HELD
        assert not tono.sees(post)
    signals = [row[0]["code"] for row in PostVersion.objects.order_by("created_at").values_list("signals", flat=True)]
    assert signals == ["personal_data", "listed_word"]


def test_the_entry_in_the_record_names_nobody(lively: Scene, siti: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"), shown_name=ShownName.REAL)

    entry = Entry.objects.get(action="post.received")
    assert entry.actor not in {None, siti.person.pk}
    assert entry.facts["number"] == post.number
    written = repr(vars(entry))
    assert not any(word in written for word in (str(siti.person.pk), "Siti", siti.email, TEXT))


def test_one_person_has_one_pseudonym_in_a_chain_and_others_elsewhere(lively: Scene, consultation: Scene, siti: Someone) -> None:
    for scene in (lively, lively, consultation):
        siti.posts(TEXT, on=scene.clause("Pasal 4"))

    first, second, elsewhere = Entry.objects.filter(action="post.received").order_by("id").values_list("actor", flat=True)
    assert first == second != elsewhere


def test_anybody_can_recompute_the_receipts_hash_from_salt_and_text(lively: Scene, siti: Someone) -> None:
    siti.posts("Baris satu.\r\nBaris dua.  ", on=lively.clause("Pasal 4"))

    version = PostVersion.objects.get()
    assert version.text == "Baris satu.\nBaris dua.  "  # CRLF becomes LF, nothing is trimmed
    assert re.fullmatch(r"[0-9a-f]{32}", version.salt)
    assert version.sha256 == sha256(bytes.fromhex(version.salt) + version.text.encode()).hexdigest()


def test_the_hash_of_a_proposal_covers_its_wording_after_a_line_feed(lively: Scene, siti: Someone) -> None:
    proposal = Proposal(Operation.REPLACE, "Lapak boleh dialihkan.\r\nSekali saja.")
    siti.posts(TEXT, on=lively.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal)

    version = PostVersion.objects.get()
    hashed = bytes.fromhex(version.salt) + TEXT.encode() + b"\n" + b"Lapak boleh dialihkan.\nSekali saja."
    assert version.sha256 == sha256(hashed).hexdigest()


def test_the_same_words_twice_have_two_salts_two_hashes_and_two_receipts(lively: Scene, siti: Someone) -> None:
    for _ in range(2):
        siti.posts(TEXT, on=lively.clause("Pasal 4"))

    assert len(set(PostVersion.objects.values_list("salt"))) == len(set(PostVersion.objects.values_list("sha256"))) == 2
    assert Receipt.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("cafe\u0301", "caf\u00e9"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\x00b\x1bc\ud800d", "abcd"),
        ("tab\tbaris\n", "tab\tbaris\n"),
        ("Pasal 1 <ayat 2> & 'a'", "Pasal 1 <ayat 2> & 'a'"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ],
)
def test_text_is_stored_as_typed_but_for_what_cannot_be_seen(lively: Scene, siti: Someone, typed: str, stored: str) -> None:
    siti.posts(typed, on=lively.clause("Pasal 4"))

    assert PostVersion.objects.get().text == stored
    assert not verify().faults


@pytest.mark.parametrize(("shown", "name"), [(ShownName.REAL, "Siti"), (ShownName.CHOSEN, "Warga RT 5"), (ShownName.WITHHELD, "")])
def test_a_post_is_shown_under_the_name_that_its_author_chose(lively: Scene, siti: Someone, shown: ShownName, name: str) -> None:
    rename_person(actor=siti.viewer, name="Siti", chosen_name="Warga RT 5", language="id", now=moment())
    siti = someone("Siti")

    siti.posts(TEXT, on=lively.clause("Pasal 4"), shown_name=shown)

    assert PostVersion.objects.get().name == name


def test_a_quote_may_run_from_a_clause_into_its_parts(lively: Scene, siti: Someone) -> None:
    quote = Quote("menurut: urutan pendaftaran; dan jenis", prefix="Lapak diberikan ", suffix=" dagangan.")

    siti.posts(TEXT, on=lively.clause("Pasal 2 ayat (2)"), quote=quote)

    stored = PostVersion.objects.get().quote
    assert stored == {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix, "start": 16, "end": 54}
    assert not verify().faults


def test_what_surrounds_a_quote_is_cleaned_like_any_text(lively: Scene, siti: Someone) -> None:
    siti.posts(TEXT, on=lively.clause("Pasal 4"), quote=Quote("menjaga", prefix="pedagang\x00 \ud800", suffix="\u202e kebersihan"))

    stored = PostVersion.objects.get().quote
    assert stored is not None
    assert (stored["prefix"], stored["suffix"]) == ("pedagang ", " kebersihan")


def test_in_a_clauses_own_thread_a_post_stands_on_the_clause(lively: Scene, siti: Someone, tono: Someone) -> None:
    clause = lively.clause("Pasal 4")
    thread = clause_thread(clause, viewer=tono.viewer, now=moment())

    post = in_thread(siti, thread.pk)

    assert (post.clause_id, post.thread, post.submission.channel) == (clause, thread, Channel.WEB)
    assert not verify().faults


def test_in_the_general_thread_a_post_stands_on_no_clause_and_remembers_the_revision(lively: Scene, siti: Someone) -> None:
    thread = general_thread(lively.row)
    assert thread is not None

    post = in_thread(siti, thread.pk)
    edited = siti.edits(post, text="Saya pikir lagi.")

    assert (post.clause_id, post.revision.number if post.revision else None) == (None, 1)
    assert edited.number == 2
    assert not verify().faults


def test_a_reply_stands_beside_the_post_that_it_answers(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 4"))

    reply = agus.replies("Mengapa?", to=post)

    assert (reply.thread, reply.clause_id, reply.reply_to) == (post.thread, post.clause_id, post)
    assert PostVersion.objects.get(post=reply).stance == ""


BAD: list[tuple[dict[str, object], str, str]] = [
    ({"text": ""}, "text", "post.empty"),
    ({"text": " \n\t\u202e\x00 "}, "text", "post.empty"),
    ({"text": "x" * 10_001}, "text", "post.too_long"),
    ({"stance": None}, "stance", "post.stance"),
    ({"kind": Kind.REPLY, "stance": Stance.SUPPORT}, "stance", "post.stance_reply"),
    ({"kind": Kind.REPLY, "stance": None}, "reply_to", "post.reply_to"),
    ({"quote": Quote("kata yang tidak ada")}, "quote.exact", "post.quote"),
    ({"quote": Quote("")}, "quote.exact", "post.quote"),
    ({"quote": Quote("a")}, "quote.exact", "post.quote_twice"),
    ({"quote": Quote("menjaga", prefix="x" * 1_001)}, "quote", "post.too_long"),
    ({"proposal": Proposal(Operation.DELETE)}, "proposal", "post.proposal_kind"),
    ({"kind": Kind.PROPOSAL}, "proposal", "post.proposal"),
    ({"kind": Kind.PROPOSAL, "proposal": Proposal(Operation.REPLACE, "")}, "proposal", "post.proposal"),
    ({"kind": Kind.PROPOSAL, "proposal": Proposal(Operation.INSERT_AFTER, " \n ")}, "proposal", "post.proposal"),
    ({"kind": Kind.PROPOSAL, "proposal": Proposal(Operation.DELETE, "ada")}, "proposal", "post.proposal"),
    ({"kind": Kind.PROPOSAL, "proposal": Proposal(Operation.INSERT_AFTER, "x" * 10_001)}, "proposal", "post.too_long"),
    (
        {"kind": Kind.PROPOSAL, "proposal": Proposal(Operation.REPLACE, "Setiap pedagang  menjaga\nkebersihan lapaknya.")},
        "proposal",
        "post.proposal_same",
    ),
    ({"shown_name": ShownName.CHOSEN}, "shown_name", "post.name"),
    ({"revision": 2}, "revision", "post.revision"),
    ({"revision": 0}, "revision", "post.revision"),
    ({"reply_to": uuid4(), "kind": Kind.REPLY, "stance": None}, "reply_to", "post.reply_to"),
]


@pytest.mark.parametrize(("given", "field", "code"), BAD, ids=[f"{code}-{n}" for n, (_, _, code) in enumerate(BAD)])
def test_bad_input_names_its_field_and_changes_nothing(
    lively: Scene, siti: Someone, given: dict[str, object], field: str, code: str
) -> None:
    before = contents()
    said = {"text": TEXT, "on": lively.clause("Pasal 4"), "key": "kunci", **given}

    with pytest.raises(BadInput) as refused:
        siti.posts(**said)  # type: ignore[arg-type]

    assert (refused.value.field, refused.value.code) == (field, code)
    assert contents() == before


def test_a_text_of_exactly_the_limit_is_taken(lively: Scene, siti: Someone) -> None:
    siti.posts("x" * 10_000, on=lively.clause("Pasal 4"))
    assert len(PostVersion.objects.get().text) == 10_000


def refused(lively: Scene, who: Someone, **said: object) -> Refusal:
    """The refusal of a post that leaves every table as it was."""
    before = contents()
    with pytest.raises(Refusal) as caught:
        who.posts(TEXT, **{"on": lively.clause("Pasal 4"), **said})  # type: ignore[arg-type]
    assert contents() == before
    return caught.value


def test_a_reply_to_a_held_hidden_or_withdrawn_post_is_refused(lively: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    clause = lively.clause("Pasal 4")
    held = siti.posts("Telepon saya 0812 3456 7890.", on=clause)
    hidden, withdrawn = siti.posts("Satu.", on=clause), siti.posts("Dua.", on=clause)
    budi.hides(hidden)
    siti.withdraws(withdrawn)

    refusals = [refused(lively, agus, kind=Kind.REPLY, stance=None, reply_to=post.pk) for post in (held, hidden, withdrawn)]

    assert [refusal.code for refusal in refusals] == ["post.reply_to", "post.reply_gone", "post.reply_gone"]  # a held one is not there


def test_a_reply_to_a_post_in_another_thread_is_refused(lively: Scene, siti: Someone, agus: Someone) -> None:
    post = siti.posts(TEXT, on=lively.clause("Pasal 3"))

    assert refused(lively, agus, kind=Kind.REPLY, stance=None, reply_to=post.pk).code == "post.reply_to"
    assert refused(lively, agus, reply_to=post.pk).code == "post.reply_to"  # and only a reply answers


def test_a_clause_of_no_document_or_of_a_draft_unseen_is_not_found(lively: Scene, siti: Someone, budi: Someone, ratna: Someone) -> None:
    unseen = staged("rahasia", moderation=Moderation.AFTER, officials=[ratna], moderators=[budi], open_it=False)

    assert isinstance(refused(lively, siti, on=uuid4()), NotFound)
    assert isinstance(refused(lively, siti, on=unseen.clause("Pasal 4")), NotFound)
    with pytest.raises(NotFound):
        in_thread(siti, uuid4())


def test_a_post_after_the_closing_instant_is_refused_even_before_the_job_has_run(lively: Scene, siti: Someone) -> None:
    late = lively.now_is().closes_at
    assert late is not None
    siti.posts(TEXT, on=lively.clause("Pasal 4"), now=late - timedelta(microseconds=1))

    refusal = refused(lively, siti, now=late)

    assert (type(refusal), refusal.code, refusal.facts) == (NotPossible, "consultation.not_open", {"phase": "closed"})


def test_a_post_into_a_closed_consultation_is_refused(lively: Scene, siti: Someone) -> None:
    closes(lively)

    assert refused(lively, siti).code == "consultation.not_open"


def test_strangers_and_the_team_may_not_write(lively: Scene, tono: Someone, budi: Someone, ratna: Someone) -> None:
    for who in (tono, budi, ratna):
        assert isinstance(refused(lively, who), NotAllowed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["consultation", "lively"])
def test_a_post_takes_at_most_26_statements_however_many_are_there(mode: str, siti: Someone, request: pytest.FixtureRequest) -> None:
    scene: Scene = request.getfixturevalue(mode)
    siti.posts("Yang pertama.", on=scene.clause("Pasal 4"))
    with_one = statements(siti, scene, key="a")
    fill(Post.objects.latest("created_at"), 1_000)

    with_a_thousand = statements(siti, scene, key="b")

    assert with_one == with_a_thousand
    assert with_one[0].startswith("BEGIN")
    assert with_one[-1] == "COMMIT"
    assert len(with_one) <= 26


def statements(who: Someone, scene: Scene, *, key: str) -> list[str]:
    """The statements of one post, BEGIN and COMMIT among them, each by its first words and its table."""
    with CaptureQueriesContext(connection) as captured:
        who.posts("Pendapat.", on=scene.clause("Pasal 4"), key=key)
    return [" ".join(re.findall(r"^\w+|(?:FROM|INTO|UPDATE) \S+", query["sql"])) for query in captured.captured_queries]


def fill(like: Post, number: int) -> None:
    """Many posts like that one, straight into the tables."""
    version = like.versions.get()
    posts = [
        Post(
            consultation=like.consultation,
            submission=like.submission,
            thread=like.thread,
            clause=like.clause,
            revision=like.revision,
            kind=like.kind,
            status=like.status,
            created_at=like.created_at,
        )
        for _ in range(number)
    ]
    Post.objects.bulk_create(posts)
    fields = ("receipt_id", "status", "text", "html", "stance", "shown_name", "salt", "sha256", "created_at")
    same = {field: getattr(version, field) for field in fields}
    PostVersion.objects.bulk_create(PostVersion(post=post, number=1, **same) for post in posts)


def test_a_text_far_over_the_limit_is_refused_before_it_is_cleaned(lively: Scene, siti: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.discussion.post_versions.clean_text", lambda raw: pytest.fail("it was cleaned"))

    with pytest.raises(BadInput) as refused:
        siti.posts("a\u0301" * 400_000, on=lively.clause("Pasal 4"))

    assert (refused.value.code, refused.value.field) == ("post.too_long", "text")


def test_words_around_a_quote_have_to_stand_in_the_clause(lively: Scene, siti: Someone) -> None:
    quote = Quote(exact="kebersihan", prefix="NIK 3201010101900001 ", suffix="")

    with pytest.raises(BadInput) as refused:
        siti.posts("Setuju.", on=lively.clause("Pasal 4"), quote=quote)

    assert refused.value.field == "quote.exact"


def test_screening_flags_a_burst_and_holds_none_of_it(lively: Scene, siti: Someone) -> None:
    for _again in range(6):
        post = siti.posts("Jadwal buka perlu ditempel.", on=lively.clause("Pasal 4"))

    codes = {signal["code"] for signal in post.versions.get().signals}
    assert "burst" in codes
    assert post.status == "shown"

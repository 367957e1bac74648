"""Editions: numbered, with figures and data that nothing changes any more; files that an erasure takes words out of."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pypdfium2
import pytest

from consult.accounts.viewer import OPERATOR, VISITOR
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.rules import Kind, Operation, Proposal, ShownName
from consult.errors import NotAllowed, NotFound, NotPossible
from consult.platform.audit.models import Entry
from consult.platform.jobs import LOST_AFTER
from consult.record.checks.verification import verify
from consult.record.erasure.erase_person import erase_person
from consult.reports.actions import freeze_edition, renew_editions
from consult.reports.editions.files import keep_file, make_missing, missing, took_turn, words_in
from consult.reports.editions.frozen import LANGUAGES, thawed
from consult.reports.editions.queries import edition_file
from consult.reports.models import Edition, EditionFile
from consult.reports.queries import summary
from consult.reports.render import FORMATS
from consult.reports.summary import Frozen
from tests.cast import Scene, Someone, closes, moment, staged
from tests.consult.polls.voting import refused
from tests.consult.record.life import Life, lived
from tests.consult.reports import reading
from tests.faults import all_or_nothing
from tests.tables import contents
from tests.waiting import do_jobs, names, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> Life:
    """A consultation that has lived."""
    return lived(consultation, siti, agus, budi)


def frozen(by: Someone, slug: str, *, key: str | None = None) -> Edition:
    """The report, frozen now."""
    return freeze_edition(actor=by.viewer, slug=slug, key=key, now=moment())


def data(edition: Edition) -> dict[str, Any]:
    """What it holds."""
    values: dict[str, Any] = json.loads(bytes(Edition.objects.get(pk=edition.pk).data))
    return values


def files(edition: Edition) -> dict[tuple[str, str], bytes]:
    """Its files, by format and language."""
    return {(file.form, file.language): bytes(file.content) for file in EditionFile.objects.filter(edition=edition)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_edition_gives_the_very_summary_that_was_frozen(life: Life, ratna: Someone, language: str) -> None:
    now = moment()
    before = summary(life.slug, viewer=ratna.viewer, now=now, language=language)
    edition = freeze_edition(actor=ratna.viewer, slug=life.slug, now=now)

    thawn = thawed(bytes(edition.data), language, words=words_in(edition, language))
    assert thawn == replace(before, edition=Frozen(1, edition.data_sha256))


def test_each_file_says_which_edition_it_is_and_the_hash_of_its_data(life: Life, ratna: Someone) -> None:
    frozen(ratna, life.slug)
    edition = frozen(ratna, life.slug)
    do_jobs()
    made = files(edition)

    assert json.loads(made["json", "en"])["edition"] == {"number": 2, "data_sha256": edition.data_sha256}
    assert f'"edition","2","","{edition.data_sha256}"\r\n' in made["csv", "en"].decode()
    for form in ("html", "pdf", "docx"):
        text = reading.words_in(made[form, "en"], form)
        assert re.search(r"Edition\s+2\b", text)
        assert edition.data_sha256 in re.sub(r"\s", "", text)


def test_words_that_a_moderator_hides_leave_the_files_of_an_edition(life: Life, budi: Someone, ratna: Someone) -> None:
    edition = frozen(ratna, life.slug)
    do_jobs()
    words, before = life.shown.versions.get(status="shown").text, data(edition)
    assert words in files(edition)["csv", "id"].decode()

    budi.hides(life.shown)

    with pytest.raises(NotPossible) as caught:
        edition_file(edition.pk, form="csv", language="id", viewer=VISITOR, now=moment())
    assert caught.value.code == "edition.being_made"
    renew_editions(now=moment())
    do_jobs()
    made = files(edition)
    assert len(made) == len(FORMATS) * len(LANGUAGES)
    assert not any(words in reading.words_in(content, form) for (form, _language), content in made.items())
    assert "[hidden by a moderator since]" in made["html", "en"].decode()
    assert data(edition) == before
    assert edition_file(edition.pk, form="csv", language="id", viewer=VISITOR, now=moment()).seen
    assert verify().faults == []

    budi.restores(life.shown)
    renew_editions(now=moment())
    do_jobs()
    assert words in files(edition)["csv", "id"].decode()


def test_what_is_hidden_while_the_files_are_made_is_not_in_those_made_after_it(life: Life, budi: Someone, ratna: Someone) -> None:
    edition = frozen(ratna, life.slug)
    words = life.shown.versions.get(status="shown").text
    budi.hides(life.shown)
    do_jobs()

    assert not any(words in reading.words_in(content, form) for (form, _language), content in files(edition).items())


def test_what_comes_later_and_is_hidden_leaves_the_files_alone(life: Life, siti: Someone, budi: Someone, ratna: Someone) -> None:
    edition = frozen(ratna, life.slug)
    do_jobs()
    before = files(edition)
    later = siti.posts("Sesudah laporan.", on=life.shown.thread, now=moment() + timedelta(minutes=1))
    budi.hides(later)

    renew_editions(now=moment())

    assert files(edition) == before


def test_nothing_that_happens_later_changes_it(life: Life, siti: Someone, budi: Someone, ratna: Someone) -> None:
    first = frozen(ratna, life.slug)
    made, held = data(first), bytes(first.data)
    budi.publishes(life.held)
    budi.hides(life.restored)
    siti.edits(life.shown, text="Setuju dengan catatan.")
    budi.publishes(life.shown)
    second = frozen(ratna, life.slug)
    do_jobs()

    assert (first.number, second.number) == (1, 2)
    assert bytes(Edition.objects.get(pk=first.pk).data) == held
    assert "Lihat https://contoh.example" in files(first)["json", "id"].decode()
    assert "Setuju dengan catatan." in files(second)["json", "id"].decode()
    assert data(second)["summaries"]["id"]["posts"] != made["summaries"]["id"]["posts"]
    assert not verify().faults


def test_no_word_of_anybody_is_in_its_data_but_digests_that_the_record_knows(life: Life, ratna: Someone) -> None:
    edition = frozen(ratna, life.slug)
    told = bytes(edition.data).decode()

    assert not any(word in told for word in ("Lihat https", "Lebih adil", "Lapak diundi", "Agus", "Siti", "sependapat"))
    rows = data(edition)["posts"]
    assert len(rows) == life.consultation.posts.count()
    for row in rows:
        if row["status"] == "shown":
            canonical = json.dumps({"v": 1, **row["labels"]}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert Entry.objects.filter(subject=row["version"], digest=sha256(canonical.encode()).hexdigest()).exists()
        else:
            assert set(row) <= {"post", "version", "status", "submission", "rule"}


def test_the_record_tells_who_froze_what_and_how_it_stood_just_before(life: Life, ratna: Someone) -> None:
    chain = life.chain
    edition = frozen(ratna, life.slug)

    entry = Entry.objects.get(action="edition.frozen")
    assert (entry.subject, entry.digest) == (str(edition.pk), sha256(bytes(edition.data)).hexdigest())
    assert (edition.record_length, edition.record_head, entry.number) == (chain.length, chain.head, chain.length + 1)
    assert entry.actor is not None
    assert edition.frozen_by == ratna.person
    assert not verify().faults


def test_files_are_made_by_a_job_in_every_format_and_language_once(life: Life, ratna: Someone) -> None:
    edition = frozen(ratna, life.slug)
    assert names()[-1] == "make_files"
    assert not files(edition)

    do_jobs()
    made = files(edition)
    make_missing(edition.pk, clock=moment)

    assert set(made) == {(form, language) for form in FORMATS for language in LANGUAGES}
    assert files(edition) == made
    assert all(Entry.objects.filter(action="edition.file", digest=sha256(content).hexdigest()).exists() for content in made.values())
    assert [n for n in range(3) if f"Pendapat {n}." in made["csv", "en"].decode()] == [1]  # the others are hidden and held
    assert not verify().faults


def test_while_the_files_of_one_edition_are_made_those_of_another_wait(life: Life, ratna: Someone) -> None:
    first, second = frozen(ratna, life.slug), frozen(ratna, life.slug)
    assert took_turn(first.pk, now=moment())

    do_jobs()

    assert not EditionFile.objects.exists()
    assert names().count("make_files") == 2  # both are put off
    assert took_turn(second.pk, now=moment() + LOST_AFTER * 2)  # whoever had it was killed


def test_the_turn_is_given_back_when_a_format_fails(life: Life, ratna: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = frozen(ratna, life.slug)
    monkeypatch.setitem(FORMATS, "csv", lambda _summary: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        make_missing(edition.pk, clock=moment)

    assert took_turn(edition.pk, now=moment())
    assert ("html", "id") in files(edition)


def test_the_same_request_again_gives_the_same_edition(life: Life, ratna: Someone) -> None:
    assert frozen(ratna, life.slug, key="sekali") == frozen(ratna, life.slug, key="sekali")
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("name", ["siti", "budi", "tono"])
def test_officials_alone_freeze(life: Life, request: pytest.FixtureRequest, name: str) -> None:
    before = contents()
    with pytest.raises(NotAllowed):
        frozen(request.getfixturevalue(name), life.slug)

    assert contents() == before


def test_what_holds_nothing_is_not_frozen(consultation: Scene, ratna: Someone) -> None:
    team = {TeamRole.OFFICIAL: [ratna.email]}
    create_consultation(actor=OPERATOR, slug="persiapan", texts=[Text("id", "Pasar")], details=Details(), team=team, now=moment())
    staged("belum-buka", moderation=Moderation.BEFORE, officials=[ratna], moderators=[], open_it=False)
    before = contents()
    for slug, code in (("pasar-pagi", "edition.nothing_received"), ("persiapan", "consultation.no_step")):
        with refused(NotPossible, code):
            frozen(ratna, slug)
    with refused(NotPossible, "consultation.no_step"):
        frozen(ratna, "belum-buka")
    with pytest.raises(NotFound):
        frozen(ratna, "tidak-ada")
    assert contents() == before


def test_without_a_published_draft_there_is_nothing_to_freeze(ratna: Someone) -> None:
    team, now = {TeamRole.OFFICIAL: [ratna.email]}, moment()
    create_consultation(actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team=team, now=now)
    open_consultation(actor=OPERATOR, slug="pasar", closes_at=None, now=now)

    with refused(NotPossible, "edition.no_draft"):
        frozen(ratna, "pasar")


def test_a_closed_consultation_is_frozen_too(life: Life, ratna: Someone, consultation: Scene) -> None:
    closes(consultation)

    assert frozen(ratna, life.slug).number == 1


def erase(who: Someone) -> None:
    """Erase somebody at their own request."""
    erase_person(actor=who.viewer, person_id=who.person.pk, now=moment())


def told_by(form: str, content: bytes) -> str:
    """The text of a file, white space collapsed."""
    if form == "docx":
        text = re.sub("<[^>]+>", "", ZipFile(BytesIO(content)).read("word/document.xml").decode())
    elif form == "pdf":
        text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    else:
        text = content.decode()
    return " ".join(text.split())


def test_an_erasure_takes_words_out_of_files_and_changes_neither_figures_nor_hash(life: Life, agus: Someone, ratna: Someone) -> None:
    edition = frozen(ratna, life.slug)
    do_jobs()
    before, held = files(edition), bytes(edition.data)
    assert all("Lebih adil bagi semua" in told_by(form, content) for (form, _language), content in before.items())

    erase(agus)
    assert not files(edition)  # gone in the same step as the words
    do_jobs()

    after = files(edition)
    assert set(after) == set(before)
    for (form, _language), content in after.items():
        assert not any(word in told_by(form, content) for word in ("Lebih adil", "Lapak diundi", "Agus"))
    told = json.loads(after["json", "id"])
    assert told["posts"][1]["text"].startswith("[disunting pada ")
    assert json.loads(after["json", "en"])["posts"][1]["text"].startswith("[edited on ")
    assert {name: told[name] for name in ("totals", "stances", "clauses", "record")} == {
        name: json.loads(before["json", "id"])[name] for name in ("totals", "stances", "clauses", "record")
    }
    now = Edition.objects.get(pk=edition.pk)
    assert (bytes(now.data), now.data_sha256, now.edited_at is not None) == (held, edition.data_sha256, True)
    assert not verify().faults


def test_an_erasure_of_somebody_who_is_not_quoted_leaves_the_files(life: Life, ratna: Someone, wati: Someone) -> None:
    edition = frozen(ratna, life.slug)
    do_jobs()
    before = files(edition)

    erase(wati)

    assert files(edition) == before
    assert Edition.objects.get().edited_at is None


def test_a_file_that_was_being_made_during_an_erasure_is_thrown_away(life: Life, agus: Someone, ratna: Someone) -> None:
    edition = frozen(ratna, life.slug)
    read = Edition.objects.get(pk=edition.pk)
    erase(agus)

    assert not keep_file(edition=read, form="csv", language="id", content=b"Lebih adil bagi semua.", seen=0, now=moment())

    do_jobs()
    assert missing(edition.pk) == []
    assert not any(b"Lebih adil" in content for content in files(edition).values())


def test_a_file_whose_words_were_erased_while_it_was_rendered_is_made_anew(
    life: Life, agus: Someone, ratna: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, render, erasures = frozen(ratna, life.slug), FORMATS["html"], [agus]

    def rendering(made: Any) -> bytes:
        content = render(made)
        if erasures:
            erase(erasures.pop())
        return content

    monkeypatch.setitem(FORMATS, "html", rendering)
    make_missing(edition.pk, clock=moment)

    assert missing(edition.pk) == []
    assert not any(b"Lebih adil" in content for content in files(edition).values())
    assert not verify().faults


def test_names_and_organisations_stand_in_files_until_they_are_erased(life: Life, agus: Someone, ratna: Someone) -> None:
    agus.posts("Usul.", on=life.shown.clause_id or UUID(int=0), kind=Kind.PROPOSAL, proposal=Proposal(Operation.REPLACE, "Lain."))
    edition = frozen(ratna, life.slug)
    do_jobs()
    assert life.version(life.proposal).shown_name == ShownName.REAL
    assert "Agus" in files(edition)["csv", "id"].decode()

    erase(agus)
    do_jobs()

    assert "Agus" not in files(edition)["csv", "id"].decode()


@pytest.mark.django_db(transaction=True)
def test_an_edition_is_frozen_wholly_or_not_at_all(life: Life, ratna: Someone) -> None:
    now = moment()

    def freeze() -> Edition:
        return freeze_edition(actor=ratna.viewer, slug=life.slug, key="kunci", now=now)

    assert all_or_nothing(freeze) > 20

    assert freeze() == Edition.objects.get()
    assert [job.task_path.rpartition(".")[2] for job in waiting()].count("make_files") == 1
    assert not verify().faults


@pytest.mark.django_db(transaction=True)
def test_a_file_is_kept_wholly_or_not_at_all(life: Life, ratna: Someone) -> None:
    edition = Edition.objects.get(pk=frozen(ratna, life.slug).pk)

    all_or_nothing(lambda: keep_file(edition=edition, form="csv", language="id", content=b"satu,dua", seen=0, now=moment()))

    assert EditionFile.objects.get().size == 8
    assert not verify().faults

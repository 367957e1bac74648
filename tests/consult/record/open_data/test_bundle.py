"""The open data: what is in them, that they hold, and that nothing but what is public stands in them."""

import csv
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consult.consultations.models import Consultation
from consult.discussion.canonical import read_as
from consult.platform.audit.models import Chain, Entry
from consult.polls.models import Poll
from consult.record import verify
from consult.record.erasure.erase_person import erase_person
from consult.reports.models import Edition
from consult.text.cells import SEPARATORS, read_cell
from tests.cast import Scene, Someone, moment
from tests.consult.management.test_commands import ran
from tests.consult.polls.voting import TITLES, asked, closes_poll, crowd, votes
from tests.consult.record.bundles import CODE, Files, bundle, mended, verified, with_editions, with_polls, zipped
from tests.consult.record.life import Life, lived

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> Life:
    """A consultation that has lived."""
    return lived(consultation, siti, agus, budi)


@pytest.fixture
def poll(consultation: Scene, ratna: Someone) -> Poll:
    """One that is closed and published, among others."""
    return with_polls(consultation, ratna)


@pytest.fixture
def files(life: Life, poll: Poll, ratna: Someone, budi: Someone) -> Files:
    """The bundle of it."""
    with_editions(life, ratna, budi)
    return bundle(life.slug)


def rows(files: Files, name: str) -> list[dict[str, str]]:
    """A table."""
    found = csv.DictReader(StringIO(files[name].decode(), newline=""))
    return [{column: read_cell(cell) for column, cell in row.items()} for row in found]


def test_a_bundle_holds_and_says_what_it_counted_again(files: Files, poll: Poll, tmp_path: Path) -> None:
    status, out, err = verified(zipped(files, tmp_path / "b.zip"))

    assert (status, err) == (0, "")
    assert f"poll {poll.pk}: 11 ballots counted again" in out
    assert out.count("every figure counted again") == 2
    assert "compare the head with the printed one" in out


def test_the_printed_head_and_an_earlier_one_are_known_again(files: Files, life: Life, tmp_path: Path) -> None:
    path, edition = zipped(files, tmp_path / "b.zip"), Edition.objects.get(number=1)

    now = verified(path, "--head", life.chain.head.upper())
    assert (now[0], now[1].splitlines()[-1]) == (0, "All of it holds.")
    earlier = verified(path, "--head", edition.record_head)
    assert earlier[0] == 0
    assert f"that of entry {edition.record_length} of {life.chain.length}" in earlier[1]
    assert earlier[1].splitlines()[-1].startswith(f"What the first {edition.record_length} entries fix holds; entries ")
    assert "All of it holds" not in earlier[1]
    assert verified(path, "--head", "0" * 64)[0] == 1


def test_the_printed_hash_of_an_editions_data_is_known_again(files: Files, life: Life, tmp_path: Path) -> None:
    path, edition = zipped(files, tmp_path / "b.zip"), Edition.objects.get(number=2)

    status, out, err = verified(path, "--edition", edition.data_sha256.upper())
    assert (status, err) == (0, "")
    assert f"frozen after entry {edition.record_length} of {life.chain.length}" in out
    assert f"What the first {edition.record_length} entries fix holds; entries {edition.record_length + 1} to {life.chain.length}," in out
    assert verified(path, "--edition", edition.data_sha256, "--head", life.chain.head)[1].splitlines()[-1] == "All of it holds."
    status, _out, err = verified(path, "--edition", life.chain.head)
    assert (status, "is the hash of no edition's data" in err) == (1, True)


def test_a_hash_is_known_again_as_it_is_copied_out_of_a_report(files: Files, life: Life, tmp_path: Path) -> None:
    path, edition = zipped(files, tmp_path / "b.zip"), Edition.objects.get(number=2)
    head, data = ("\u200b".join([known[:8], known[8:32]]) + f"\r\n {known[32:]} " for known in (life.chain.head, edition.data_sha256))

    status, out, _err = verified(path, "--head", head, "--edition", data)

    assert (status, out.splitlines()[-1]) == (0, "All of it holds.")


def test_it_is_said_of_polls_too_what_rests_on_the_institutions_word_alone(
    consultation: Scene, ratna: Someone, siti: Someone, tmp_path: Path
) -> None:
    votes(siti, asked(ratna, consultation), TITLES[0])
    made = bundle(consultation.row.slug)
    readme = " ".join(made["README.txt"].decode().split())

    assert "of polls: how many could vote, that each ballot is one of theirs," in verified(zipped(made, tmp_path / "b.zip"))[1]
    assert "of polls: how many could vote, that each ballot is one of theirs," in readme
    assert "jajak pendapat: berapa yang dapat memilih, bahwa setiap surat suara milik salah seorang dari mereka," in readme


def test_a_receipt_says_that_the_vote_was_counted_and_as_what(files: Files, tmp_path: Path) -> None:
    path = zipped(files, tmp_path / "b.zip")

    status, out, _err = verified(path, "--receipt", "01234567 89abcdef 01234567 89abcdef")
    assert (status, "it was counted" in out, "Setiap hari" in out) == (0, True, True)
    assert CODE not in str(files)


def test_of_a_receipt_that_no_list_has_it_is_said_that_few_ballots_are_in_none(files: Files, tmp_path: Path) -> None:
    status, out, err = verified(zipped(files, tmp_path / "b.zip"), "--receipt", "f" * 32)

    assert (status, err, "whether it was counted cannot be told" in out) == (0, "", True)


def test_a_receipt_that_no_list_has_does_not_hold_where_every_list_is_published(
    consultation: Scene, ratna: Someone, tmp_path: Path
) -> None:
    many = asked(ratna, consultation)
    for who in crowd(10):
        votes(who, many, TITLES[0])
    closes_poll(ratna, many)

    status, _out, err = verified(zipped(bundle(consultation.row.slug), tmp_path / "b.zip"), "--receipt", "f" * 32)

    assert (status, "no vote under this code" in err) == (1, True)


def test_of_a_receipt_from_a_poll_that_is_open_it_is_said_that_it_cannot_be_told_before_it_closes(
    consultation: Scene, ratna: Someone, siti: Someone, tmp_path: Path
) -> None:
    still = asked(ratna, consultation)
    votes(siti, still, TITLES[0], code=CODE)

    status, out, err = verified(zipped(bundle(consultation.row.slug), tmp_path / "b.zip"), "--receipt", CODE)

    assert (status, err) == (0, "")
    assert f"it cannot be told before these close, whose ballots are secret until then: “{still.title}”" in out


@pytest.mark.parametrize("given", [("--head", "abc"), ("--edition", "abc"), ("--receipt", "12"), ("--kepala", "0"), ()], ids=str)
def test_what_is_asked_wrongly_is_said_and_exit_2(tmp_path: Path, given: tuple[str, ...]) -> None:
    status, _out, err = verified(tmp_path / "b.zip", *given)

    assert (status, bool(err)) == (2, True)


def test_every_shown_contribution_is_a_row_with_its_words_and_nobody_has_a_name(files: Files, life: Life) -> None:
    posts = rows(files, "posts.csv")

    assert [row["number"] for row in posts] == ["1", "2", "6"]
    assert posts[0]["text"] == life.version(life.shown).text
    assert (posts[1]["wording"], posts[1]["clause_label"]) == ("Lapak diundi.\nSetiap tahun.", "Pasal 2 ayat (2)")
    for name, content in files.items():
        told = content.decode()
        for word in ("Agus", "Siti", "Budi", "Ratna", "example.org", "menyinggung", "hinaan", "Pendapat 0", "Pendapat 1", "Pendapat 2"):
            assert word not in told, (name, word)


def test_who_did_what_cannot_be_joined(files: Files, life: Life) -> None:
    entries = [json.loads(line) for line in files["chain.jsonl"].splitlines()]
    actors = [entry["actor"] for entry in entries if entry["actor"]]

    assert len(actors) == len(set(actors)) > 30
    told = files["chain.jsonl"].decode()
    assert not any(str(actor) in told for actor in Entry.objects.exclude(actor=None).values_list("actor", flat=True))


def test_what_screening_saw_cannot_be_guessed_with_what_is_published(files: Files, life: Life) -> None:
    version = life.version(life.shown)
    [told] = [entry for line in files["chain.jsonl"].splitlines() if (entry := json.loads(line))["subject"] == str(version.pk)]
    who = Entry.objects.get(number=told["number"], chain=life.chain).actor

    assert version.salt in files["posts.csv"].decode()
    assert told["facts"]["read_as"] == read_as(version.salt, who, version.language, "[]")
    assert told["facts"]["read_as"] not in {read_as(version.salt, known, version.language, "[]") for known in (None, told["actor"])}


def test_of_a_poll_that_is_not_closed_nothing_is_told_but_what_is_public(files: Files, life: Life) -> None:
    polls: list[dict[str, Any]] = json.loads(files["polls.json"])

    assert [poll["status"] for poll in polls] == ["closed", "closed", "open"]
    assert [name for name in files if name.startswith("ballots-")] == [f"ballots-{polls[0]['id']}.csv"]
    still = polls[2]
    assert [still[name] for name in ("seed", "list_sha256", "eligible", "taking_part", "tally")] == ["", "", None, None, None]
    seed = Poll.objects.get(pk=still["id"]).seed
    coming = Poll.objects.get(status="draft")
    assert not any(seed in content.decode() for content in files.values())
    assert str(coming.pk) not in files["polls.json"].decode()


def test_the_manifest_names_every_other_file_and_the_package_every_column(files: Files) -> None:
    manifest = json.loads(files["manifest.json"])
    described = {one["path"]: one for one in json.loads(files["datapackage.json"])["resources"]}

    assert manifest["files"] == {name: sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}
    assert set(described) == set(files) - {"manifest.json", "datapackage.json"}
    for name, one in described.items():
        if name.endswith(".csv"):
            header = next(csv.reader([files[name].decode().splitlines()[0]]))
            assert one["dialect"]["guard"]["after"] == list(SEPARATORS)
            assert [field["name"] for field in one["schema"]["fields"]] == header


def test_the_same_data_make_the_same_file(files: Files, life: Life) -> None:
    assert bundle(life.slug) == files


def test_no_cell_is_a_formula_and_reading_it_back_gives_the_text(consultation: Scene, siti: Someone, budi: Someone, tmp_path: Path) -> None:
    texts = ["=1+1", "'kutip", '@SUM(A1)\nbaris, "dua"', "-5", "عربي 中文 \U0001f600", "a. izin;\n'b'; =1+1 | @SUM(A1)\n- c"]
    for text in texts:
        budi.publishes(siti.posts(text, on=consultation.clause("Pasal 4")))

    files = bundle(consultation.row.slug)

    assert [row["text"] for row in rows(files, "posts.csv")] == texts
    assert verified(zipped(files, tmp_path / "b.zip"))[0] == 0
    unguarded = mended({**files, "posts.csv": files["posts.csv"].replace(b"'=1+1", b"=1+1")})
    status, _out, err = verified(zipped(unguarded, tmp_path / "b.zip"))
    assert (status, "a cell says '=1+1', as none is written" in err) == (1, True)


def test_a_bundle_from_before_cells_were_guarded_inside_holds_as_it_did(
    consultation: Scene, siti: Someone, budi: Someone, tmp_path: Path
) -> None:
    texts = ["=1+1", "'kutip'\n'kutip'", "a. izin;\n- b; =1+1"]
    for text in texts:
        budi.publishes(siti.posts(text, on=consultation.clause("Pasal 4")))
    files = bundle(consultation.row.slug)

    out = StringIO(newline="")
    found = rows(files, "posts.csv")
    before = verify.GUARDED_IN_FRONT.guarded
    csv.writer(out).writerows([list(found[0]), *([before(cell) for cell in row.values()] for row in found)])
    old = mended({**files, "posts.csv": out.getvalue().encode()})

    assert b"\n'kutip'" in old["posts.csv"]
    assert verified(zipped(old, tmp_path / "b.zip"))[::2] == (0, "")


def test_an_erasure_takes_words_out_of_the_bundle_and_leaves_editions_and_everything_else_true(
    files: Files, life: Life, agus: Someone, tmp_path: Path
) -> None:
    head = life.chain.head
    assert "Lebih adil bagi semua" in files["posts.csv"].decode()
    salt = life.version(life.proposal, 2).salt

    erase_person(actor=agus.viewer, person_id=agus.person.pk, now=moment())

    after = bundle(life.slug)
    assert not any(word in content.decode() for content in after.values() for word in ("Lebih adil", "Lapak diundi", salt))
    assert [row["number"] for row in rows(after, "posts.csv")] == ["1", "6"]
    assert {name: after[name] for name in after if name.startswith("edition-")} == {
        name: files[name] for name in files if name.startswith("edition-")
    }
    status, out, err = verified(zipped(after, tmp_path / "b.zip"), "--head", head)
    assert (status, err, out.count("every figure counted again")) == (0, "", 2)


def test_a_consultation_in_which_nothing_has_happened_holds_too(consultation: Scene, tmp_path: Path) -> None:
    assert verified(zipped(bundle(consultation.row.slug), tmp_path / "b.zip"))[0] == 0


def test_the_number_of_queries_does_not_grow_with_the_rows(
    files: Files, life: Life, consultation: Scene, agus: Someone, budi: Someone
) -> None:
    with CaptureQueriesContext(connection) as few:
        bundle(life.slug)
    for n in range(5):
        post = agus.posts(f"Satu lagi {n}.", on=consultation.clause("Pasal 4"))
        budi.publishes(post)
        agus.edits(post, text=f"Diubah {n}.")
    with CaptureQueriesContext(connection) as more:
        bundle(life.slug)

    assert len(more) == len(few)


def test_open_data_writes_the_whole_file_and_nothing_beside_it(life: Life, tmp_path: Path) -> None:
    out = tmp_path / "data.zip"

    assert ran("open_data", life.slug, "--out", out) == (0, f"{out}\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["data.zip"]
    assert verified(out, "--head", Chain.objects.get(name=life.slug).head)[0] == 0
    assert Consultation.objects.exists()


def test_open_data_of_no_consultation_leaves_no_file(tmp_path: Path, db: None) -> None:
    status, out, err = ran("open_data", "tidak-ada", "--out", tmp_path / "data.zip")

    assert (status, out, err.partition(":")[0], list(tmp_path.iterdir())) == (2, "", "slug tidak-ada", [])

"""Whatever is changed in a bundle is named, also with the manifest mended; what was written anew as a whole, with the printed head."""

import json
from collections.abc import Callable
from contextlib import nullcontext as nothing
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from consult.moderation.rules import Verdict
from consult.platform.audit.canonical import canonical
from consult.platform.audit.models import Chain
from consult.record.verify import Bundle, Findings, check
from tests.cast import Scene, Someone
from tests.consult.discussion.files import attaches, decides_on, sends_with
from tests.consult.record.bundles import Files, bundle, mended, verified, with_editions, with_polls, zipped
from tests.consult.record.life import Life, lived
from tests.consult.record.tampering.bundle_changes import LIES, TAMPERINGS, frozen_so, is_named, rebuilt, written_anew
from tests.consult.record.tampering.strange_bundles import changed_entry, entries, rebuilt_around_a_file, rebuilt_around_an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(consultation: Scene, siti: Someone, agus: Someone, budi: Someone) -> Life:
    """A consultation that has lived."""
    return lived(consultation, siti, agus, budi)


@pytest.fixture
def files(consultation: Scene, life: Life, siti: Someone, ratna: Someone, budi: Someone) -> Files:
    """The bundle of one with polls and editions."""
    with_polls(consultation, ratna)
    with_a_file(consultation, siti, budi)
    with_editions(life, ratna, budi)
    return bundle(life.slug)


def with_a_file(scene: Scene, siti: Someone, budi: Someone) -> None:
    """A letter with a file, which is public with it."""
    file = attaches(siti, scene)
    for post in sends_with(siti, scene, file).posts.all():
        budi.publishes(post)
    decides_on(budi, file, Verdict.PUBLISH)


def test_whatever_is_changed_is_named_with_the_manifest_mended_and_without(files: Files, tmp_path: Path) -> None:
    wrong = {}
    for name, (tamper, how) in TAMPERINGS.items():
        changed = tamper(files, Random(name))
        plain, fits = verified(zipped(changed, tmp_path / "b.zip")), verified(zipped(mended(changed), tmp_path / "b.zip"))
        if plain[0] != 1 or fits[0] != 1 or not is_named(how, fits[2]):
            wrong[name] = (plain[0], *fits)

    assert wrong == {}


def test_a_changed_file_is_named_by_the_manifest(files: Files, tmp_path: Path) -> None:
    changed = {**files, "README.txt": b"Lain."}

    assert "README.txt: is not the file that the manifest names" in verified(zipped(changed, tmp_path / "b.zip"))[2]


def test_another_version_of_the_program_is_said_and_one_that_the_manifest_does_not_name_is_a_fault(files: Files, tmp_path: Path) -> None:
    changed = {**files, "verify.py": files["verify.py"] + b"# of another day\n"}
    hashed = sha256(changed["verify.py"]).hexdigest()

    status, out, err = verified(zipped(mended(changed), tmp_path / "b.zip"))
    assert (status, err, f"verify.py in the bundle is another version (SHA-256 {hashed})" in out) == (0, "", True)
    assert "another version" not in verified(zipped(files, tmp_path / "b.zip"))[1]
    status, out, err = verified(zipped(changed, tmp_path / "b.zip"))
    assert (status, "another version" in out) == (1, True)
    assert "verify.py: is not the file that the manifest names" in err


def test_what_was_written_anew_as_a_whole_is_named_by_the_printed_head_alone(life: Life, tmp_path: Path) -> None:
    true = bundle(life.slug)
    path = zipped(mended(written_anew(true)), tmp_path / "b.zip")

    assert verified(path)[0] == 0
    status, _out, err = verified(path, "--head", life.chain.head)
    assert (status, "is the hash of no entry of this record" in err) == (1, True)


def test_an_edition_that_was_frozen_with_a_lie_is_named_by_counting_again(files: Files, tmp_path: Path) -> None:
    wrong = {}
    for name, (lie, how) in LIES.items():
        status, _out, err = verified(zipped(mended(frozen_so(files, lie)), tmp_path / "b.zip"))
        if status != 1 or not is_named(how, err):
            wrong[name] = (status, err)

    assert wrong == {}
    assert verified(zipped(mended(frozen_so(files, lambda data: data.update(note=""))), tmp_path / "b.zip"))[0] == 0


def test_of_entries_from_before_it_is_said_that_nothing_tells_where_a_text_ends(life: Life, tmp_path: Path) -> None:
    old = mended(rebuilt(bundle(life.slug), lambda entry: entry["facts"].pop("text", None)))

    status, out, err = verified(zipped(old, tmp_path / "b.zip"))

    assert (status, err, "of 1 of them the record is too old to tell where the text ends" in out) == (0, "", True)


def cut(data: bytes) -> bytes:
    """A file of which the end is not there."""
    return data[: len(data) * 2 // 3]


def doubled(data: bytes) -> bytes:
    """One after the other."""
    return data + data


def with_one_more(name: str, content: bytes = b"x", kind: int = ZIP_DEFLATED) -> Callable[[bytes], bytes]:
    """With another file in it."""

    def add(data: bytes) -> bytes:
        out = BytesIO(data)
        with ZipFile(out, "a", kind) as zipped, pytest.warns() if name == "posts.csv" else nothing():
            zipped.writestr(name, content)
        return out.getvalue()

    return add


def damaged(data: bytes) -> bytes:
    """With a byte changed in what is packed."""
    with ZipFile(BytesIO(data)) as zipped:
        at = zipped.getinfo("chain.jsonl").header_offset + 200
    return data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]


HOSTILE: Final[dict[str, tuple[Callable[[bytes], bytes], str]]] = {
    "nothing": (lambda _: b"", "cannot be read as a zip file"),
    "no zip file": (lambda _: b"PK\x03\x04 and no more", "cannot be read as a zip file"),
    "doubled": (doubled, "holds more than one zip file"),
    "something before": (lambda data: b"#!/bin/sh\n" + data, "holds more than one zip file"),
    "something after": (lambda data: data + b"x", "holds more than one zip file"),
    "cut": (cut, "cannot be read as a zip file"),
    "damaged": (damaged, "chain.jsonl is damaged"),
    "a name twice": (with_one_more("posts.csv"), "holds 'posts.csv' twice"),
    "a climbing name": (with_one_more("../posts.csv"), "belongs in no bundle"),
    "a name from the root": (with_one_more("/etc/passwd"), "belongs in no bundle"),
    "a name with a line end": (with_one_more("a\nb\x1b[2J"), "belongs in no bundle"),
    "packed in another way": (with_one_more("edition-7.json", b"{}", ZIP_BZIP2), "packed in another way"),
    "a bomb": (with_one_more("edition-7.json", bytes(30_000_000)), "which nothing honest does"),
    "many files": (lambda _: many_files(), "at most 2000 are read"),
}


def many_files() -> bytes:
    """More than any bundle has."""
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        for n in range(2_001):
            zipped.writestr(f"edition-{n + 1}.json", b"")
    return out.getvalue()


def test_a_file_that_is_no_honest_bundle_is_refused_with_its_reason_and_exit_2(files: Files, tmp_path: Path) -> None:
    true, path = zipped(files, tmp_path / "b.zip").read_bytes(), tmp_path / "c.zip"
    wrong = {}
    for name, (change, how) in HOSTILE.items():
        path.write_bytes(change(true))
        status, out, err = verified(path)
        if (status, out) != (2, "") or how not in err or "\x1b" in err:
            wrong[name] = (status, out, err)

    assert wrong == {}
    assert verified(tmp_path)[0] == verified(tmp_path / "tidak-ada.zip")[0] == 2


STRANGE: Final = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b'{"a":1,"a":2}',
    b"NaN",
    b"[" * 100_000,
    b"9" * 10_000,
    b'"\\ud800"',
    b"\xff\xfe",
    b'{"files":[],"consultation":{},"record":3}',
    b'"unclosed\nquote',
    b"\x00",
)


def faults(files: Files, path: Path) -> list[str]:
    """What does not hold, found in this process: starting Python for each of hundreds takes minutes."""
    found = Findings()
    check(Bundle(str(zipped(files, path))), found)
    return found.faults


def test_no_content_however_strange_makes_it_crash_or_hold(files: Files, tmp_path: Path) -> None:
    wrong = []
    for name in files:
        for content in STRANGE if name not in {"README.txt", "verify.py"} else ():  # these by the manifest alone
            changed = {**files, name: content}
            if not faults(changed if name == "manifest.json" else mended(changed), tmp_path / "b.zip"):
                wrong.append((name, content[:20]))

    assert wrong == []
    assert verified(zipped(mended({**files, "polls.json": STRANGE[-1]}), tmp_path / "b.zip"))[0] == 1


def test_no_strange_value_in_a_chain_that_was_rebuilt_makes_it_crash(files: Files, tmp_path: Path) -> None:
    around_files = chain.from_iterable(list(rebuilt_around_a_file(files, name))[::2] for name in ("revision-1.json", "edition-2.json"))
    told = [len(faults(changed, tmp_path / "b.zip")) for changed in (*rebuilt_around_an_entry(files), *around_files)]

    assert sum(map(bool, told)) > len(told) // 2  # of some values nothing else tells


def test_clauses_that_are_none_and_an_edition_without_its_number_are_named(files: Files, tmp_path: Path) -> None:
    number = {entry["action"]: entry["number"] for entry in entries(files)}
    draft = canonical({**json.loads(files["revision-1.json"]), "clauses": 5})
    published = {"digest": sha256(draft).hexdigest()}
    for changed in (
        changed_entry({**files, "revision-1.json": draft}, number["revision.published"], **published),
        changed_entry(files, number["edition.frozen"], facts={}),
    ):
        status, _out, err = verified(zipped(changed, tmp_path / "b.zip"))
        assert (status, "cannot be read" in err) == (1, True)


def test_a_bundle_does_not_hold_with_parts_of_another_consultation(files: Files, lively: Scene, siti: Someone, tmp_path: Path) -> None:
    siti.posts("Di tempat lain.", on=lively.clause("Pasal 4"))
    other = bundle(lively.row.slug)
    assert verified(zipped(other, tmp_path / "b.zip"))[0] == 0

    for name in ("chain.jsonl", "posts.csv", "polls.json", "manifest.json"):
        mixed = {**files, name: other[name]}
        assert verified(zipped(mixed if name == "manifest.json" else mended(mixed), tmp_path / "b.zip"))[0] == 1, name
    head = Chain.objects.get(name=lively.row.slug).head
    assert verified(zipped(files, tmp_path / "b.zip"), "--head", head)[0] == 1

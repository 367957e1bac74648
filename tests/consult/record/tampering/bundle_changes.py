"""What could be changed in a bundle of open data, and what has to be named for it also where the manifest is mended."""

import csv
import json
import re
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from random import Random
from typing import Any, Final
from uuid import uuid4

from consult.platform.audit.canonical import canonical
from consult.text.cells import safe_cell
from tests.consult.record.bundles import Files, lines
from tests.consult.record.tampering.changed_bundles import (
    Lacks,
    ballots,
    cells_of,
    changed_json,
    editions,
    named_so,
    one_of,
    put,
    with_cells,
    with_lines,
    with_raw_cells,
    with_row_twice,
    with_rows,
    with_rows_swapped,
    without,
    without_row,
)

Tampering = Callable[[Files, Random], Files]  # Lacks: the bundle has nothing that could be changed so
LONG_AGO: Final = "2020-01-01T00:00:00.000000Z"
TAMPERINGS: Final[dict[str, tuple[Tampering, str]]] = {}  # name → what is done, and how it is named; # is any number


def named(how: str) -> Callable[[Tampering], Tampering]:
    """Into the table, by its name."""

    def put(function: Tampering) -> Tampering:
        TAMPERINGS[function.__name__.replace("_", " ")] = (function, how)
        return function

    return put


def is_named(how: str, told: str) -> bool:
    """Whether it is named so. # is any number."""
    return re.search(re.escape(how).replace(re.escape("#"), r"\d+"), told) is not None


# ---- Contributions and files


@named("posts.csv, row # (contribution #): the words are not those that were received")
def the_words_of_a_contribution(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda cells: {"text": f"{cells['text']} Saya menolak."}, at)


@named("posts.csv, row # (contribution #): holds a wording that it does not propose")
def the_end_of_a_text_called_a_wording(files: Files, at: Random) -> Files:
    change = lambda cells: dict(zip(("text", "wording"), cells["text"].rsplit("\n", 1), strict=True))  # noqa: E731
    return with_cells(files, "posts.csv", change, at, where=lambda cells: "\n" in cells["text"] and not cells["operation"])


@named("posts.csv, row # (contribution #): holds a wording that it does not propose, or proposes one that it does not hold")
def a_wording_called_the_end_of_the_text(files: Files, at: Random) -> Files:
    change = lambda cells: {"text": f"{cells['text']}\n{cells['wording']}", "wording": ""}  # noqa: E731
    return with_cells(files, "posts.csv", change, at, where=lambda cells: cells["wording"])


@named("posts.csv, row # (contribution #): its text ends elsewhere than the record says")
def where_a_text_ends_and_its_wording_begins(files: Files, at: Random) -> Files:
    def moved(cells: dict[str, str]) -> dict[str, str]:
        first, rest = cells["wording"].split("\n", 1)
        return {"text": f"{cells['text']}\n{first}", "wording": rest}

    return with_cells(files, "posts.csv", moved, at, where=lambda cells: "\n" in cells["wording"])


@named("posts.csv, row # (contribution #): its salt is not 32 digits of 0 to 9 and a to f")
def a_salt_in_capitals(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda cells: {"salt": f" {cells['salt'].upper()}"}, at)


@named("is not how a number is written")
def a_number_with_a_nought_before_it(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda cells: {"number": f"0{cells['number']}"}, at)


@named("a cell says '+#', as none is written")
def a_number_with_a_sign(files: Files, at: Random) -> Files:
    return with_raw_cells(files, "posts.csv", lambda cells: {"number": f"+{cells['number']}"}, at, where=lambda _cells: True)


@named("as none is written: a program could run it, or its apostrophe guards nothing")
def an_apostrophe_that_guards_nothing(files: Files, at: Random) -> Files:
    plain = lambda cells: safe_cell(cells["text"]) == cells["text"]  # noqa: E731
    return with_raw_cells(files, "posts.csv", lambda cells: {"text": f"'{cells['text']}"}, at, where=plain)


@named("posts.csv, row # (contribution #): its quote is not written as quotes are")
def blanks_in_a_quote(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda cells: {"quote": f" {cells['quote']}"}, at, where=lambda cells: cells["quote"])


@named("posts.csv, row # (contribution #): is not what the record says")
def the_stance_of_a_contribution(files: Files, at: Random) -> Files:
    change = lambda cells: {"stance": "oppose" if cells["stance"] == "support" else "support"}  # noqa: E731
    return with_cells(files, "posts.csv", change, at, where=lambda cells: cells["stance"])


@named("posts.csv, row # (contribution #): has the number #, as the record says")
def the_number_of_a_contribution(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda cells: {"number": int(cells["number"]) + 1}, at)


@named("posts.csv, row # (contribution #): its clause is called otherwise in the draft")
def the_label_of_a_clause(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda cells: {"clause_label": f"{cells['clause_label']} lain"}, at)


@named("was received at another instant than the record says")
def the_instant_of_a_contribution(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda _cells: {"received_at": LONG_AGO}, at)


@named("stands elsewhere, or is said by another office, than the record says")
def the_office_of_a_contribution(files: Files, at: Random) -> Files:
    return with_cells(files, "posts.csv", lambda cells: {"office": "" if cells["office"] else "official"}, at)


@named("posts.csv: contribution # is missing")
def a_contribution_left_out(files: Files, at: Random) -> Files:
    return without_row(files, "posts.csv", at)


@named("posts.csv, row # (contribution #): stands there twice")
def a_contribution_doubled(files: Files, at: Random) -> Files:
    return with_row_twice(files, "posts.csv", at)


@named("posts.csv, row # (contribution #): does not stand in its place")
def two_contributions_swapped(files: Files, at: Random) -> Files:
    return with_rows_swapped(files, "posts.csv", at)


@named("is not shown, or not of this consultation, as the record says")
def a_contribution_of_another_consultation(files: Files, at: Random) -> Files:
    other = {"post": str(uuid4()), "version": str(uuid4())}
    number = max((int(row["number"]) for row in cells_of(files, "posts.csv")), default=0) + 1
    row = one_of(at, cells_of(files, "posts.csv"))
    return with_rows(files, "posts.csv", lambda rows: [*rows, {**row, **other, "number": str(number)}])


@named("attachments.csv, row #: is not what the record says")
def the_size_of_a_file(files: Files, at: Random) -> Files:
    return with_cells(files, "attachments.csv", lambda cells: {"size": int(cells["size"]) + 1}, at)


@named("attachments.csv, row #: is not shown, stands there twice")
def a_file_doubled(files: Files, at: Random) -> Files:
    return with_row_twice(files, "attachments.csv", at)


@named("attachments.csv, row #: is not shown, stands there twice, or with a contribution that is not shown")
def a_file_that_came_with_nothing_shown(files: Files, at: Random) -> Files:
    return with_cells(files, "attachments.csv", lambda _cells: {"post": 0}, at)


# ---- Decisions and the chain


@named("decisions.csv, row #: is not what the record says")
def a_decision(files: Files, at: Random) -> Files:
    return with_cells(files, "decisions.csv", lambda cells: {"action": "hide" if cells["action"] != "hide" else "publish"}, at)


@named("decisions.csv: does not hold each decision once")
def a_decision_left_out(files: Files, at: Random) -> Files:
    return without_row(files, "decisions.csv", at)


@named("decisions.csv: does not hold each decision once")
def a_decision_doubled(files: Files, at: Random) -> Files:
    return with_row_twice(files, "decisions.csv", at)


@named("decisions.csv: does not hold each decision once")
def two_decisions_swapped(files: Files, at: Random) -> Files:
    return with_rows_swapped(files, "decisions.csv", at)


def entry_in(files: Files, at: Random) -> int:
    """The place of an entry that is not the last."""
    return at.randrange(len(lines(files["chain.jsonl"])) - 1)


@named("chain.jsonl, entry #: does not hold the hash of the entry before")
def an_entry(files: Files, at: Random) -> Files:
    place = entry_in(files, at)
    change = lambda rows: [*rows[:place], rows[place].replace(b'"v":', b'"v":1'), *rows[place + 1 :]]  # noqa: E731
    return with_lines(files, "chain.jsonl", change)


@named("chain.jsonl, entry #: is not there; entry # stands in its place")
def an_entry_left_out(files: Files, at: Random) -> Files:
    place = entry_in(files, at)
    return with_lines(files, "chain.jsonl", lambda rows: [*rows[:place], *rows[place + 1 :]])


@named("chain.jsonl, entry #: is not there; entry # stands in its place")
def an_entry_doubled(files: Files, at: Random) -> Files:
    place = entry_in(files, at)
    return with_lines(files, "chain.jsonl", lambda rows: [*rows[: place + 1], *rows[place:]])


@named("chain.jsonl, entry #: is not there; entry # stands in its place")
def two_entries_swapped(files: Files, at: Random) -> Files:
    place = entry_in(files, at)
    return with_lines(files, "chain.jsonl", lambda rows: [*rows[:place], rows[place + 1], rows[place], *rows[place + 2 :]])


@named("and not where the manifest says")
def the_last_entry_left_out(files: Files, _at: Random) -> Files:
    return with_lines(files, "chain.jsonl", lambda rows: rows[:-1])


@named("chain.jsonl: is cut")
def the_chain_cut_in_the_middle_of_a_line(files: Files, _at: Random) -> Files:
    return put(files, "chain.jsonl", files["chain.jsonl"][:-1])


@named("chain.jsonl: is missing")
def the_chain_left_out(files: Files, _at: Random) -> Files:
    return without(files, "chain.jsonl")


@named("belongs to another chain")
def the_record_of_another_consultation(files: Files, _at: Random) -> Files:
    return put(files, "chain.jsonl", re.sub(rb'"chain":"[a-z-]+"', b'"chain":"pasar-sore"', files["chain.jsonl"]))


# ---- Polls


@named("is not the list that was counted")
def a_ballot(files: Files, at: Random) -> Files:
    other = f'"{uuid4()}"'
    return with_cells(files, ballots(files, at), lambda cells: {"ballot": "null" if cells["ballot"] != "null" else other}, at)


@named("is not the list that was counted")
def a_ballot_left_out(files: Files, at: Random) -> Files:
    return without_row(files, ballots(files, at), at)


@named("stands there twice, or not in the order of the commitments")
def a_ballot_doubled(files: Files, at: Random) -> Files:
    return with_row_twice(files, ballots(files, at), at)


@named("stands there twice, or not in the order of the commitments")
def two_ballots_swapped(files: Files, at: Random) -> Files:
    return with_rows_swapped(files, ballots(files, at), at)


@named("is missing")
def the_ballots_left_out(files: Files, at: Random) -> Files:
    return without(files, ballots(files, at))


@named("is of no poll whose ballots are published")
def ballots_of_a_poll_with_few(files: Files, at: Random) -> Files:
    few = one_of(at, [poll["id"] for poll in json.loads(files["polls.json"]) if f"ballots-{poll['id']}.csv" not in files])
    return put(files, f"ballots-{few}.csv", b"commitment,ballot\r\n")


@named("is not what the record says")
def the_winner_of_a_poll(files: Files, at: Random) -> Files:
    def change(polls: Any) -> None:
        tally = one_of(at, [poll["tally"] for poll in polls if poll["tally"]])
        other = next(option for option in tally["options"] if option not in tally["winners"])
        tally["winners"] = tally["rounds"][0]["elected"] = [other]

    return changed_json(files, "polls.json", change)


@named("was opened, and is not in polls.json")
def a_poll_left_out(files: Files, at: Random) -> Files:
    return changed_json(files, "polls.json", lambda polls: polls.pop(one_of(at, range(len(polls)))))


@named("stands in polls.json twice")
def a_poll_doubled(files: Files, at: Random) -> Files:
    return changed_json(files, "polls.json", lambda polls: polls.append(one_of(at, polls)))


# ---- Editions and the draft


@named("edition-#.json: is not what was frozen")
def a_figure_of_an_edition(files: Files, at: Random) -> Files:
    return changed_json(files, one_of(at, editions(files)), lambda data: data["summaries"]["id"].update(people=9_999))


@named("edition-#.json: is not what was frozen")
def two_rows_of_an_edition_swapped(files: Files, at: Random) -> Files:
    return changed_json(files, one_of(at, editions(files)), lambda data: data["posts"].reverse())


@named("edition-#.json: is missing")
def an_edition_left_out(files: Files, at: Random) -> Files:
    return without(files, one_of(at, editions(files)))


@named("edition-#.json: is not what was frozen")
def two_editions_swapped(files: Files, _at: Random) -> Files:
    if "edition-2.json" not in files:
        raise Lacks
    return {**files, "edition-1.json": files["edition-2.json"], "edition-2.json": files["edition-1.json"]}


@named("edition-#.json: is an edition that was never frozen")
def an_edition_put_in(files: Files, at: Random) -> Files:
    return put(files, f"edition-{len(editions(files)) + 1}.json", files[one_of(at, editions(files))])


def revision_in(files: Files, at: Random) -> str:
    """The name of a version of the draft."""
    name: str = one_of(at, named_so(files, r"revision-\d+\.json"))
    return name


@named("is no version of the draft that was published")
def the_wording_of_a_clause(files: Files, at: Random) -> Files:
    return changed_json(files, revision_in(files, at), lambda draft: one_of(at, draft["clauses"]).update(text="Semua dilarang."))


@named("was published, and no file holds it")
def the_draft_left_out(files: Files, at: Random) -> Files:
    return without(files, revision_in(files, at))


@named("revision-99.json: does not stand under its own number")
def the_draft_put_in_once_more(files: Files, at: Random) -> Files:
    return put(files, "revision-99.json", files[revision_in(files, at)])


# ---- What stands beside the data


@named("datapackage.json: tells of other columns than posts.csv has")
def what_a_column_is_called(files: Files, _at: Random) -> Files:
    return put(files, "datapackage.json", files["datapackage.json"].replace(b'"clause_label"', b'"shown_name"', 1))


@named("datapackage.json: does not describe each file once")
def a_file_that_is_not_described(files: Files, at: Random) -> Files:
    return changed_json(files, "datapackage.json", lambda told: told["resources"].pop(at.randrange(len(told["resources"]))))


@named("posts.csv: is missing")
def the_contributions_left_out(files: Files, _at: Random) -> Files:
    return without(files, "posts.csv")


@named("posts.csv: cannot be read")
def other_columns(files: Files, _at: Random) -> Files:
    return put(files, "posts.csv", files["posts.csv"].replace(b"number", b"nomor", 1))


def written_anew(files: Files) -> Files:
    """A bundle in which somebody stands elsewhere than they said, with everything made to fit: digest, chain, and head."""
    changed = put(files, "posts.csv", files["posts.csv"].replace(b'"support"', b'"oppose"', 1))
    row = next(csv.DictReader(StringIO(changed["posts.csv"].decode(), newline="")))
    labels = {name: row[name] or None for name in ("sha256", "kind", "stance", "operation", "clause", "reply_to", "channel")}
    digest = sha256(canonical({"v": 1, **labels, "quote": None, "revision": int(row["revision"])})).hexdigest()
    written, head = [], "0" * 64
    for line in lines(files["chain.jsonl"]):
        entry = json.loads(line) | {"previous": head}
        if entry["subject"] == row["version"]:
            entry["digest"] = digest
        written.append(canonical(entry) + b"\n")
        head = sha256(written[-1][:-1]).hexdigest()
    manifest = json.loads(files["manifest.json"])
    manifest["record"]["head"] = head
    return {**changed, "chain.jsonl": b"".join(written), "manifest.json": json.dumps(manifest).encode()}


def rebuilt(files: Files, change: Callable[[Any], None]) -> Files:
    """A bundle with a whole chain again, after each of its entries was changed."""
    written, head = [], "0" * 64
    for line in lines(files["chain.jsonl"]):
        entry = json.loads(line) | {"previous": head}
        change(entry)
        written.append(canonical(entry) + b"\n")
        head = sha256(written[-1][:-1]).hexdigest()
    manifest = json.loads(files["manifest.json"])
    manifest["record"]["head"] = head
    return {**files, "chain.jsonl": b"".join(written), "manifest.json": json.dumps(manifest).encode()}


def frozen_so(files: Files, change: Callable[[Any], object]) -> Files:
    """A bundle in which the last edition was frozen otherwise, with everything made to fit that came after it."""
    number = len(editions(files))
    if not number:
        raise Lacks
    changed = changed_json(files, f"edition-{number}.json", change)
    digest = sha256(changed[f"edition-{number}.json"]).hexdigest()
    written, head = [], ""
    for line in lines(files["chain.jsonl"]):
        entry = json.loads(line)
        if entry["action"] == "edition.frozen" and entry["facts"]["number"] == number:
            entry["digest"] = digest
        written.append(canonical({**entry, "previous": head or entry["previous"]}) + b"\n")
        head = sha256(written[-1][:-1]).hexdigest()
    manifest = json.loads(files["manifest.json"])
    manifest["record"]["head"] = head
    return {**changed, "chain.jsonl": b"".join(written), "manifest.json": json.dumps(manifest).encode()}


def of_both(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """The same in both languages."""

    def both(data: Any) -> None:
        for language in ("id", "en"):
            change(data["summaries"][language])

    return both


def shown_row(data: Any) -> Any:
    """A row of a contribution that was shown."""
    return next(row for row in data["posts"] if row["status"] == "shown")


def crowded(told: Any) -> Any:
    """The figures of a clause with more than one contribution."""
    return next(one for one in told["clauses"] if one["shown"] > 1)


LIES: Final[dict[str, tuple[Callable[[Any], None], str]]] = {  # what an edition could say from the start → how it is named
    "people": (of_both(lambda told: told.update(people=told["people"] + 1)), "(id): people is another figure"),
    "in one language": (lambda data: data["summaries"]["en"].update(people=9_999), "(en): people is another figure"),
    "received": (of_both(lambda told: told["posts"][-1].update(received=9_999)), "posts is another figure"),
    "submissions": (of_both(lambda told: told["submissions"].pop()), "submissions is another figure"),
    "hidden": (of_both(lambda told: told.update(hidden_by_rule={"1": 9_999})), "hidden_by_rule is another figure"),
    "stances": (of_both(lambda told: told["stances"].update(oppose=9_999)), "stances is another figure"),
    "a clause": (of_both(lambda told: told["clauses"][0].update(shown=9_999)), "clauses is another figure"),
    "a label": (of_both(lambda told: told["clauses"][0].update(label="Pasal 9")), "clauses is another figure"),
    "numbers": (
        of_both(lambda told: crowded(told)["numbers"].reverse()),
        "clauses is another figure",
    ),
    "the head": (of_both(lambda told: told.update(record_head="0" * 64)), "record_head is another figure"),
    "the draft": (of_both(lambda told: told.update(revision_sha256="0" * 64)), "revision_sha256 is another figure"),
    "a post left out": (lambda data: data["posts"].pop(), "does not hold each contribution that had been received once"),
    "a post doubled": (lambda data: data["posts"].append(data["posts"][0]), "does not hold each contribution that had been received once"),
    "a status": (lambda data: shown_row(data).update(status="held"), "is not held, as the record says"),
    "a stance": (lambda data: shown_row(data)["labels"].update(stance="mild"), "has other labels, as the record says"),
    "a number": (lambda data: shown_row(data)["shown"].update(number=9_999), "has other labels, as the record says"),
    "no figures": (of_both(lambda told: told.clear()), "people is not there"),
    "a figure not told": (of_both(lambda told: told.pop("moderated")), "moderated is not there"),
    "a title not told": (of_both(lambda told: told.pop("title")), "title is not there"),
    "why questions were left open not told": (of_both(lambda told: told.pop("answered_reason")), "answered_reason is not there"),
    "a language left out": (lambda data: data["summaries"].pop("en"), "does not say its figures in en and id"),
    "no language": (lambda data: data["summaries"].clear(), "does not say its figures in en and id"),
    "another language": (of_both(lambda told: told.update(language="id")), "(en): language is another figure"),
    "the slug": (of_both(lambda told: told.update(slug="lain")), "slug is another figure"),
    "the instant": (of_both(lambda told: told.update(made_at=LONG_AGO)), "made_at is another figure"),
    "clauses of the draft": (of_both(lambda told: told.update(clauses_in_draft=999)), "clauses_in_draft is another figure"),
    "the version of the draft": (of_both(lambda told: told.update(revision=77)), "revision is another figure"),
    "the language of the draft": (of_both(lambda told: told.update(draft_language="en")), "draft_language is another figure"),
    "the wording of a clause": (of_both(lambda told: told["clauses"][0].update(wording="Semua dilarang.")), "clauses is another figure"),
    "the heading of a clause": (of_both(lambda told: told["clauses"][0].update(heading="Lain")), "clauses is another figure"),
    "a clause without its wording": (of_both(lambda told: told["clauses"][0].pop("wording")), "clauses is another figure"),
    "the title of a poll": (of_both(lambda told: told["polls"][0].update(title="Lain?")), "polls is another figure"),
    "what a poll explains": (of_both(lambda told: told["polls"][0].update(description="Lain.")), "polls is another figure"),
    "the method of a poll": (of_both(lambda told: told["polls"][0].update(method="borda")), "polls is another figure"),
    "when a poll opened": (
        of_both(lambda told: told["polls"][0].update(opened_at=LONG_AGO)),
        "polls is another figure",
    ),
    "a poll left out": (of_both(lambda told: told["polls"].pop()), "polls is another figure"),
    "the votes of an option": (of_both(lambda told: told["polls"][0]["options"][0].update(votes=9_999)), "polls is another figure"),
    "the clause under a post": (lambda data: shown_row(data)["shown"].update(clause="Pasal 9"), "has other labels"),
    "what its author saw": (lambda data: shown_row(data)["shown"].update(revision=77), "has other labels"),
    "an office": (lambda data: shown_row(data)["shown"].update(office="mayor"), "has other labels"),
    "supports": (lambda data: shown_row(data)["shown"].update(supported=9_999), "times, and the record knows #"),
    "a support below nought": (lambda data: shown_row(data)["shown"].update(supported=-1), "and the record knows #"),
    "its own number": (lambda data: data.update(number=data["number"] + 1), "names another number or head of the record than it had then"),
    "an earlier head": (lambda data: data["record"].update(length=1), "names another number or head of the record than it had then"),
    "nothing": (lambda data: data.clear(), "cannot be read"),
}


def lying(change: Callable[[Any], object]) -> Tampering:
    """A lie that the last edition was frozen with."""
    return lambda files, _at: frozen_so(files, change)


EVERY: Final = {**TAMPERINGS, **{f"an edition frozen with a lie: {name}": (lying(lie), how) for name, (lie, how) in LIES.items()}}

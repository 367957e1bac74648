"""Words that can be looked for anywhere: planted in every field that a person can fill, and searched in tables, files and answers."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from django.db import connection
from django.test import Client

from consult.accounts.actions import give_token, rename_person
from consult.accounts.models import Person
from consult.accounts.rules import Scope
from consult.discussion.actions.letters.draft_letter import add_point, name_letter
from consult.discussion.actions.letters.submit_letter import Letter, submit_letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.rules import Channel, Contribution, Kind, Operation, Proposal, ShownName, Stance
from tests.cast import Scene, Someone, moment
from tests.consult.discussion.files import attaches
from tests.tables import contents
from tests.waiting import do_jobs

MARK = "qzvtanda"  # no word of any language, nor changed by a stemmer


class Marks:
    """A new marked word each time that one is asked for."""

    def __init__(self) -> None:
        self._numbers = count(100)

    def __str__(self) -> str:
        return f"{MARK}{next(self._numbers)}"


def plant(scene: Scene, one: Someone, *, reader: Someone, moderator: Someone) -> list[Post]:
    """Somebody with marked words in all that they wrote, is called, or does; others quote them where they can. Moderation: after."""
    mark, now = Marks(), moment()
    rename_person(actor=one.viewer, name=f"Nama {mark}", chosen_name=f"Sebutan {mark}", language="id", now=now)
    one = Someone(one.viewer.__class__(person=Person.objects.get(pk=one.person.pk)), one.email)
    give_token(actor=one.viewer, name=f"Alat {mark}", scopes=[Scope.READ], now=now)
    clause = scene.clause("Pasal 4")
    shown = one.posts(f"Pendapat {mark}.", on=clause, shown_name=ShownName.REAL, key=f"kunci-{mark}")
    one.edits(shown, text=f"Pendapat lain {mark}.", shown_name=ShownName.CHOSEN)
    wording = Proposal(Operation.REPLACE, f"Setiap pedagang {mark}.")
    proposal = one.posts(f"Usul {mark}.", on=clause, kind=Kind.PROPOSAL, proposal=wording)
    hidden, kept, withdrawn = (one.posts(f"Soal {mark}.", on=clause) for _ in range(3))
    moderator.hides(hidden, reason=f"Kata {mark} menyinggung orang.")
    reader.flags(kept, text=f"Kata {mark}?")
    moderator.keeps(kept, reason=f"Kata {mark} masih wajar.")
    one.withdraws(withdrawn)
    held = one.posts(f"Hubungi 0812-3456-7890 {mark}.", on=clause)
    theirs = reader.posts("Pendapat orang lain.", on=clause)
    one.flags(theirs, text=f"Lapor {mark}.")
    one.supports(theirs)
    reply = one.replies(f"Balas {mark}.", to=theirs)
    reader.replies("Balasan orang lain.", to=shown)
    said = Said(Place(clause=clause), Contribution(f"Butir {mark}.", stance=Stance.MIXED))
    sent = attaches(one, scene, f"Isi lampiran {mark}.".encode(), name=f"lampiran {mark}.txt")
    letter = Letter((said, said), on_behalf_of=f"Lembaga {mark}", attachments=(sent.pk,))
    submit_letter(actor=one.viewer, slug=scene.row.slug, letter=letter, channel=Channel.WEB, address="", now=now)
    do_jobs(called="read_attachments")
    point = add_point(actor=one.viewer, said=said, now=now)
    name_letter(actor=one.viewer, draft_id=point.draft_id, on_behalf_of=f"Calon {mark}", shown_name=ShownName.REAL, now=now)
    attaches(one, scene, b"Belum dikirim.", name=f"belum {mark}.txt", draft=point.draft_id)
    return [shown, proposal, hidden, kept, withdrawn, held, reply]


def in_tables() -> set[str]:
    """The tables in which a mark stands."""
    return {table for table, rows in contents().items() if any(MARK in row.lower() for row in rows)}


def in_files() -> set[str]:
    """The files of the database in which one stands, deleted rows and indexes included."""
    return {path.name for path in files() if path.is_file() and MARK.encode() in path.read_bytes().lower()}


def files() -> Iterator[Path]:
    """The files of the database that is in use."""
    if connection.vendor == "sqlite":
        here = Path(str(connection.settings_dict["NAME"]))
        yield from here.parent.glob(f"{here.name}*")
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()")
        home, number = cursor.fetchone()
    yield from Path(home, "base", str(number)).iterdir()


ADDRESSES = (
    "/",
    "/k/{slug}/",
    "/k/{slug}/draft/",
    "/k/{slug}/clauses/{clause}/",
    "/k/{slug}/clauses/{clause}/?order=newest",
    "/k/{slug}/report/",
    "/k/{slug}/report.html",
    "/k/{slug}/report.csv",
    "/k/{slug}/report.json",
    "/k/{slug}/moderation/",
    "/k/{slug}/posts/1/",
    "/k/{slug}/clauses/{clause}/proposals/",
    "/search/?q=pendapat",
    "/k/{slug}/search/?q=pendapat",
    "/feeds/{slug}.atom",
    "/feeds/{slug}/clauses/{clause}.atom",
    "/receipts/{receipt}/",
    "/api/v1/search/?q=pendapat",
    "/api/v1/consultations/{slug}/events/?after=0",
    "/api/v1/clauses/{clause}/posts/",
    "/api/v1/threads/{thread}/events/?after=0",
    "/api/v1/posts/{post}/",
)
OF_THE_TEAM = ("/desk/{slug}/queue/", "/desk/{slug}/decided/", "/desk/{slug}/queue/{post}/", "/api/v1/moderation/{slug}/queue/")


def in_answers(client: Client, addresses: tuple[str, ...], **named: object) -> set[str]:
    """The addresses at which a mark is read."""
    found = set()
    for address in addresses:
        answer = client.get(address.format(**named))
        assert answer.status_code in {200, 404}, (address, answer.status_code)
        if MARK in answer.content.decode().lower():
            found.add(address)
    return found

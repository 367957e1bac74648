"""What hostile words did on the pages that show them, against the same pages with harmless ones; and whether they are read as typed."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, groupby
from typing import Final
from urllib.parse import urljoin

from django.core import mail
from playwright.sync_api import Browser, Error

from consult.accounts.viewer import OPERATOR
from consult.documents.actions import discard_revision
from consult.documents.models import Revision
from consult.documents.rules import RevisionStatus
from consult.platform.limits import Counter
from consult.platform.markup import clean_text
from tests.cast import moment
from tests.hostile.echoes import ECHOES, Echo, filled, put, read_in
from tests.hostile.files import in_a_feed, in_a_file
from tests.hostile.known import line
from tests.hostile.planting import Planted, planted
from tests.hostile.watching import Seen, Watch, watching
from tests.sights.listed import Sent
from tests.sights.looking import send
from tests.waiting import do_jobs

WORDS: Final = ("Warga perlu didengar.", "Lapak dibagi rata.\n\nTerima kasih.", "Lihat https://example.org/ juga.")
SEARCHED: Final = (200, 400)  # a search that asks for too much is refused, on a page that shows it all the same
NO_FORM: Final = "no form to"  # how `send` says so
QUOTED: Final = re.compile(r"^> ?", re.MULTILINE)  # before each line that a mail gives back
MAILS: Final = 25  # that are looked at together

Look = tuple[str, Sequence[Seen], Sequence[str]]  # where, what is there, and what of the typed has to be among it


@dataclass
class Found:
    """What should be nothing."""

    done: list[str] = field(default_factory=list)  # ran, or asked for something elsewhere
    addresses: list[str] = field(default_factory=list)  # beyond http and https
    more: list[str] = field(default_factory=list)  # elements and attributes that harmless words do not make
    unread: list[str] = field(default_factory=list)  # texts that do not stand where they were typed to
    looks: int = field(default=0, compare=False)

    def add(self, look: Look, usual: set[str]) -> None:
        """Judge one look."""
        where, pages, typed = look
        self.looks += len(pages)
        for seen in pages:
            self.done += [f"{where}: {heard}" for heard in seen.heard]
            self.addresses += [f"{where}: an address of {scheme}" for scheme in sorted(seen.schemes)]
            self.more += [f"{where}: {kind} among people's words" for kind in sorted(seen.kinds - usual)]
        words = " ".join(plain(seen.words) for seen in pages)
        self.unread += [f"{where}: {text}" for text in typed if plain(text) not in words]

    def take(self, other: "Found") -> None:
        """Count what else was found."""
        for kind in ("done", "addresses", "more", "unread"):
            getattr(self, kind).extend(getattr(other, kind))
        self.looks += other.looks


def plain(text: str) -> str:
    """The words of a text as they are stored, whatever white space is between them; less what no page can hold."""
    return " ".join(clean_text(text).replace("\ufffd", "").split())


def harmless(browser: Browser, address: str) -> set[str]:
    """The elements and attributes of all pages where people say nothing but words."""
    words = planted("tenang", WORDS)
    all_looks = chain(looks(words, browser, address, policy=True), taken_away(words, browser, address))
    return {kind for _where, pages, _typed in all_looks for seen in pages for kind in seen.kinds}


def found(hostile: Planted, browser: Browser, address: str, usual: set[str], *, policies: Iterable[bool] = (True, False)) -> Found:
    """Everything that hostile words did, with the policy of the product and without it."""
    all_of_it = Found()
    for policy in policies:
        for look in looks(hostile, browser, address, policy=policy):
            all_of_it.add(look, usual)
    for look in taken_away(hostile, browser, address):
        all_of_it.add(look, usual)
    return all_of_it


def looks(planted: Planted, browser: Browser, address: str, *, policy: bool) -> Iterator[Look]:
    """Every page, and every form that gives back what was typed."""
    for who, rows in groupby(planted.pages(), key=lambda row: row[0]):
        with watching(browser, address, who, policy=policy) as watch:
            for _who, path, typed in rows:
                yield path, list(every_page(path, watch)), typed
    people = {"visitor": None, "siti": planted.siti, "ratna": planted.ratna, "budi": planted.budi}
    for name, echoes in groupby(ECHOES, key=lambda echo: echo.who):
        with watching(browser, address, people[name], policy=policy) as watch:
            for echo in echoes:
                yield from echoed(echo, planted, watch)


def every_page(path: str, watch: Watch) -> Iterator[Seen]:
    """A page and those that follow it in its list."""
    further: str | None = path
    while further:
        path = further
        yield watch.looks_at(path, expected=SEARCHED if "?q=" in path else (200,))
        links = watch.page.locator("a[rel=next]")
        further = urljoin(path, links.first.get_attribute("href") or "") if links.count() else None


def echoed(echo: Echo, planted: Planted, watch: Watch) -> Iterator[Look]:
    """What comes back, for each handful of the texts."""
    for places in filled(planted):
        Counter.objects.all().delete()  # nobody types that much
        take_back(planted)
        pages = list[Seen]()
        refused = False  # on the way: then what would come after it need not be there
        for step in echo.steps:
            try:
                pages.append(go(step, places, watch, expected=(200, 404) if refused else (200,)))
            except Error as error:
                if not refused or NO_FORM not in str(error):
                    raise
                break
            refused = refused or watch.is_refused
        yield echo.name, pages[:-1], ()
        yield echo.name, pages[-1:], read_in(echo, places)


def go(step: str | Sent, places: Mapping[str, object], watch: Watch, *, expected: Collection[int]) -> Seen:
    """Take a step, and look at the page that it leads to."""
    if isinstance(step, str):
        return watch.looks_at(step.format(**places), expected=expected)
    send(watch.page, put(step, places))
    return watch.looks()


def take_back(planted: Planted) -> None:
    """Have nothing wait to be published: the page where a draft is imported takes one at a time."""
    for waiting in Revision.objects.filter(document__consultation__slug=planted.unborn, status=RevisionStatus.DRAFT):
        discard_revision(actor=OPERATOR, slug=planted.unborn, seen=waiting.pk, now=moment())


def taken_away(planted: Planted, browser: Browser, address: str) -> Iterator[Look]:
    """Files and feeds, and what people are written, as programs without any policy would show it."""
    k, (first, second, _third) = f"/k/{planted.slug}", planted.clauses
    said = [clean_text(text) for text in planted.texts[:1]]
    with watching(browser, address, planted.siti, policy=False) as watch:
        for form in ("json", "csv"):
            yield f"data.{form}", [in_a_file(f"/me/data.{form}", watch)], [*said, *(line(said[0], mark) for mark in ("nama", "lembaga"))]
    with watching(browser, address, None, policy=False) as watch:
        yield "report.html", [watch.looks_into(f"{k}/report.html")], ()
        for form in ("json", "csv"):
            yield f"report.{form}", [in_a_file(f"{k}/report.{form}", watch)], planted.public_texts if form == "csv" else ()
        names = {f"{line(text, 'nama')} mewakili {line(text, 'lembaga')}": text for text in planted.texts}
        authors, seen = in_a_feed(f"/feeds/{planted.slug}/clauses/{second}.atom", watch)
        yield "feed of a clause", [seen], [*(names.get(author, f"somebody: {author}") for author in authors), *authors]
        for path in (f"/feeds/{planted.slug}.atom", f"/feeds/{planted.slug}/clauses/{first}.atom"):
            yield path, [in_a_feed(path, watch)[1]], ()
        yield from mailed(planted, watch)


def mailed(planted: Planted, watch: Watch) -> Iterator[Look]:
    """All mails that are due."""
    mail.outbox.clear()
    do_jobs(at=moment() + timedelta(hours=1))
    htmls = [str(html) for message in mail.outbox for html, _kind in message.alternatives]  # type: ignore[union-attr]  # each mail has a page beside its text
    pages = [watch.looks_through("<hr>".join(htmls[start : start + MAILS])) for start in range(0, len(htmls), MAILS)]
    reasons = planted.notes("alasan") if pages else ()
    yield "mails", pages, reasons
    yield "mails, as text", [Seen(set(), set(), [], QUOTED.sub("", str(message.body))) for message in mail.outbox], reasons

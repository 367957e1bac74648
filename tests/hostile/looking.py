"""What hostile words did on the pages that show them, against the same pages with harmless ones."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Final
from urllib.parse import urljoin

from django.core import mail
from playwright.sync_api import Browser

from consult.markup import clean_text
from tests.cast import moment
from tests.hostile.planting import Planted, planted
from tests.hostile.watching import Seen, Watch, watching
from tests.waiting import do_jobs

WORDS: Final = ("Warga perlu didengar.", "Lapak dibagi rata.\n\nTerima kasih.", "Lihat https://example.org/ juga.")


def harmless(browser: Browser, address: str) -> set[str]:
    """The elements and attributes of all pages where people say nothing but words."""
    words = planted("tenang", WORDS)
    return {kind for _where, seen in looks(words, browser, address, policy=True) for kind in seen.kinds}


def faults(hostile: Planted, browser: Browser, address: str, usual: set[str], *, policy: bool) -> Iterator[str]:
    """Whatever runs, asks for something elsewhere, leads to no web address, or stands on a page as more than words."""
    for where, seen in looks(hostile, browser, address, policy=policy):
        yield from (f"{where}: {heard}" for heard in seen.heard)
        yield from (f"{where}: an address of {scheme}" for scheme in sorted(seen.schemes))
        yield from (f"{where}: {kind} among people's words" for kind in sorted(seen.kinds - usual))


def looks(planted: Planted, browser: Browser, address: str, *, policy: bool) -> Iterator[tuple[str, Seen]]:
    """Every page and every mail, and what is to be seen there."""
    for who, rows in groupby(planted.pages(), key=lambda row: row[0]):
        with watching(browser, address, who, policy=policy) as watch:
            for _who, path in rows:
                yield from every_page(path, watch)
    yield from taken_away(planted, browser, address)


def taken_away(planted: Planted, browser: Browser, address: str) -> Iterator[tuple[str, Seen]]:
    """The report as a file, and what people are written, as a mail program without any policy would show it."""
    mail.outbox.clear()
    do_jobs(at=moment() + timedelta(hours=1))
    with watching(browser, address, None, policy=False) as watch:
        yield "report.html", watch.looks_into(f"/k/{planted.slug}/report.html")
        for message in mail.outbox:
            [(html, _kind)] = message.alternatives  # type: ignore[union-attr]
            yield f"mail “{message.subject[:40]}”", watch.looks_through(str(html))


def unread(hostile: Planted, browser: Browser, address: str) -> list[str]:
    """The texts that no reader of the first clause's thread finds on its pages as they were typed."""
    with watching(browser, address, None, policy=True) as watch:
        pages = every_page(f"/k/{hostile.slug}/clauses/{hostile.clauses[1]}/", watch)  # where nothing was edited
        words = " ".join(" ".join(seen.words.split()) for _path, seen in pages)
    return [text for text in hostile.texts if " ".join(clean_text(text).split()) not in words]


def every_page(path: str, watch: Watch) -> Iterator[tuple[str, Seen]]:
    """A page and those that follow it in its list."""
    further: str | None = path
    while further:
        path = further
        yield path, watch.looks_at(path)
        links = watch.page.locator("a[rel=next]")
        further = urljoin(path, links.first.get_attribute("href") or "") if links.count() else None

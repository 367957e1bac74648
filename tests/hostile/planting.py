"""Puts texts into every field that people fill, by the actions that pages and API call, and tells which pages show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from consult.accounts.actions import open_account, rename_person
from consult.accounts.viewer import OPERATOR, Viewer
from consult.anchoring.quotes import Quote
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.actions import lock_thread, open_thread
from consult.discussion.actions.letters.draft_letter import add_point
from consult.discussion.actions.letters.submit_letter import Letter, submit_letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import Point, Post, PostVersion, Thread
from consult.discussion.rules import Channel, Contribution, Kind, Operation, Proposal, ShownName, Stance, Status, ThreadStatus
from consult.documents.actions import import_draft
from consult.documents.models import Wording
from consult.formats.readers.text import read_text
from consult.platform.markup import clean_text
from consult.proposals.actions import publish_revision
from tests.cast import Someone, moment
from tests.hostile import polling
from tests.hostile.known import handfuls, line

CLAUSES: Final = ("Pasal 1", "Pasal 2", "Pasal 3")
NOTE: Final = 900  # into a note to the moderators, a reason, a notice
TEXT: Final = 3_500

Row = tuple[Someone | None, str, tuple[str, ...]]  # who looks, at which address, and what of the typed is to be read there


@dataclass(frozen=True)
class Planted:
    """A consultation in which everything that people say is one of some texts; and one in preparation, `unborn`."""

    slug: str
    texts: tuple[str, ...]
    budi: Someone
    ratna: Someone
    siti: Someone
    clauses: tuple[UUID, ...]
    thread: UUID
    reported: Post

    @property
    def unborn(self) -> str:
        """What only the team sees."""
        return f"{self.slug}-rencana"

    @property
    def public_texts(self) -> tuple[str, ...]:
        """Those that everybody may read where they were sent as contributions: one with an e-mail address in it is held."""
        held = PostVersion.objects.filter(post__consultation__slug=self.slug, status=Status.HELD)
        waiting = set(held.values_list("text", flat=True))
        return tuple(text for text in self.texts if clean_text(text)[:TEXT] not in waiting)

    def lines(self, mark: str, *, of: Sequence[str] | None = None) -> tuple[str, ...]:
        """What was typed into the fields of one line that are marked so."""
        return tuple(line(text, mark) for text in (self.texts if of is None else of))

    def notes(self, mark: str) -> tuple[str, ...]:
        """The same of reasons and notes."""
        return tuple(note(text, mark) for text in self.texts)

    def pages(self) -> Iterator[Row]:
        """Everything that shows it, in the order of who looks."""
        yield from ((None, path, ()) for path in self.public())
        yield from self.read()
        yield from ((self.siti, path, ()) for path in self.own())
        yield from ((self.ratna, f"/desk/{self.slug}/{page}", ()) for page in ("", "team/", "questions/"))
        yield from ((None, *shown) for shown in polling.pages(self.slug, team=False))
        yield from ((self.siti, path, ()) for path, _shown in polling.pages(self.slug, team=False))
        yield from ((self.ratna, *shown) for shown in polling.pages(self.slug, team=True))
        yield (self.ratna, f"/desk/{self.slug}/import/", ())
        yield (self.ratna, f"/desk/{self.slug}/import/preview/", ())
        yield (self.ratna, f"/desk/{self.slug}/threads/", self.lines("judul"))
        yield from ((self.budi, path, ()) for path in self.judged())
        yield (self.budi, f"/desk/{self.slug}/decided/", self.notes("alasan"))
        yield (self.budi, f"/desk/{self.slug}/queue/{self.reported.pk}/", self.notes("laporan"))

    def read(self) -> Iterator[Row]:
        """Where everybody reads a field as it was typed."""
        k, (first, second, _third) = f"/k/{self.slug}", self.clauses
        one, other, public = self.texts[0], self.texts[-1], self.public_texts
        printed = tuple(map(drafted, self.texts))
        yield (None, f"{k}/clauses/{first}/", (*self.lines("sapaan", of=public), *printed))
        said = tuple(clean_text(text)[:TEXT] for text in public)
        spoken = (*said, *map(proposed, public), *self.lines("nama", of=public), *self.lines("lembaga", of=public))
        yield (None, f"{k}/clauses/{second}/", spoken)
        yield (None, f"{k}/clauses/{second}/proposals/", tuple(map(proposed, public)))
        yield (None, f"{k}/threads/", self.lines("judul"))
        yield (None, f"{k}/draft/", printed)
        named = (line(one, "tajuk"), line(one, "tanya"), line(other, "lembaga"), line(one, "dasar"))
        yield (None, f"{k}/", (*named, clean_text(other)[:TEXT]))
        for thread in Thread.objects.filter(consultation__slug=self.slug, status=ThreadStatus.LOCKED):
            yield (None, f"{k}/threads/{thread.pk}/", (thread.notice,))  # `closes` held it against what was typed

    def public(self) -> Iterator[str]:
        """What else everybody sees."""
        k, api = f"/k/{self.slug}", "/api/v1"
        first, _second, third = self.clauses
        numbers = self.numbers(edited=True)
        yield from ("/", f"{k}/report/", f"{k}/moderation/")
        yield from (f"{k}/clauses/{first}/?order=newest", f"{k}/clauses/{third}/")
        yield from (f"{k}/clauses/{first}/proposals/", f"{k}/clauses/{first}/proposals/?a={numbers[0]}&b={numbers[-1]}")
        yield f"{k}/threads/{self.thread}/"
        yield from (f"{k}/posts/{number}/" for number in numbers)
        yield from (f"{path}?{urlencode({'q': line(text, '')})}" for path in ("/search/", f"{k}/search/") for text in self.texts[:2])
        yield from (f"/feeds/{self.slug}.atom", f"/feeds/{self.slug}/clauses/{first}.atom")
        yield from (f"{api}/clauses/{first}/posts/", f"{api}/consultations/{self.slug}/document/", f"{api}/threads/{self.thread}/posts/")

    def own(self) -> Iterator[str]:
        """What a citizen sees of their own, and of what they answer."""
        k, mine = f"/k/{self.slug}", Post.objects.filter(submission__author=self.siti.person, consultation__slug=self.slug)
        receipt = mine.values_list("versions__receipt", flat=True)[0]
        yield from ("/me/", "/me/erasure/", f"{k}/letter/", f"/receipts/{receipt}/")
        yield from (f"/me/posts/{self.edited()}/edit/", f"/me/posts/{self.edited()}/withdraw/")
        yield f"{k}/clauses/{self.clauses[0]}/?reply={self.numbers(edited=False)[0]}"
        yield f"{k}/posts/{self.unreported()}/report/"

    def judged(self) -> Iterator[str]:
        """What a moderator sees: a post that was hidden, and one that was reported, among the others."""
        desk, posts = f"/desk/{self.slug}", Post.objects.filter(consultation__slug=self.slug)
        yield from ("/desk/", f"{desk}/queue/", f"{desk}/queue/batch/", f"{desk}/threads/{self.thread}/locking/")
        yield from (f"{desk}/queue/{self.hidden()}/", f"{desk}/queue/{self.reported.pk}/keeping/")
        asked = posts.filter(kind=Kind.QUESTION, status=Status.SHOWN).order_by("created_at").values_list("pk", flat=True)
        yield from (f"{desk}/questions/{post}/" for post in asked[:1])

    def places(self) -> dict[str, object]:
        """What stands in the `{…}` of the echoes."""
        asked = Post.objects.filter(consultation__slug=self.slug, kind=Kind.QUESTION, status=Status.SHOWN)
        return {
            "slug": self.slug,
            "unborn": self.unborn,
            **dict(zip(("first", "second", "third"), self.clauses, strict=True)),
            "thread": self.thread,
            "number": self.reported.number,
            "unreported": self.unreported(),
            "edited": self.edited(),
            "hidden": self.hidden(),
            "reported": self.reported.pk,
            "asked": asked.values_list("pk", flat=True)[0],
            "point": Point.objects.filter(draft__person=self.siti.person)[0].pk,
        }

    def hidden(self) -> UUID:
        """A post that a moderator hid."""
        hidden = Post.objects.filter(consultation__slug=self.slug, status=Status.HIDDEN)
        return hidden.order_by("created_at").values_list("pk", flat=True)[0]

    def unreported(self) -> int:
        """The number of a post that the citizen can report."""
        shown = Post.objects.filter(consultation__slug=self.slug, status=Status.SHOWN).exclude(pk=self.reported.pk)
        return shown.exclude(submission__author=self.siti.person).order_by("number").values_list("number", flat=True)[0] or 0

    def edited(self) -> UUID:
        """A proposal of the citizen's that is public."""
        mine = Post.objects.filter(submission__author=self.siti.person, consultation__slug=self.slug, status=Status.SHOWN)
        return mine.filter(versions__number=2).values_list("pk", flat=True)[0]

    def numbers(self, *, edited: bool) -> list[int]:
        """Of a few posts that are public, edited ones or all others."""
        shown = Post.objects.filter(consultation__slug=self.slug, status=Status.SHOWN)
        which = shown.filter(versions__number=2) if edited else shown.exclude(versions__number=2)
        return [number for number in which.order_by("number").values_list("number", flat=True)[:3] if number is not None]


def planted(slug: str, texts: Sequence[str]) -> Planted:
    """A consultation of its own in which every name, title, clause, post, edit, reply, letter, report, reason and notice is a text."""
    now = moment()
    texts = tuple(text for text in texts if clean_text(text).strip())
    budi, ratna = named(f"{slug}-budi", texts[0], now=now), named(f"{slug}-ratna", texts[-1], now=now)
    people = [named(f"{slug}-{place}", text, now=now) for place, text in enumerate(texts)]
    first, second, third = clauses = consultation(slug, texts, budi=budi, ratna=ratna, now=now)
    thread = open_thread(actor=budi.viewer, slug=slug, title=line(texts[-1], "utas"), clauses=[first, second], now=now)
    tono = named(f"{slug}-tono", texts[0], now=now)
    reported, _held = (tono.posts(text, on=third, now=now) for text in ("Pendapat yang dilaporkan.", f"Hubungi 0812-3456-7890. {texts[0]}"))
    for place, (text, siti) in enumerate(zip(texts, people, strict=True)):
        answers(people[place - 1], text, says(siti, text, on=first, now=now), now=now)
        writes(siti, text, second, thread.pk, slug=slug, now=now)
        asks(siti, text, on=third, now=now)
        budi.hides(siti.posts(clean_text(text)[:TEXT], on=third, now=now), reason=note(text, "alasan"), now=now)
        siti.flags(reported, rule=1, text=note(text, "laporan"), now=now)
    closes(budi, texts, slug=slug, over=[first, second], now=now)
    polling.ask(slug, texts, official=ratna, voter=people[-1], now=now)
    reported.refresh_from_db()
    return Planted(slug, texts, budi, ratna, people[0], tuple(clauses), thread.pk, reported)


def named(name: str, text: str, *, now: datetime) -> Someone:
    """Somebody who goes by the text, as real name and as chosen one."""
    email = f"{name}@example.org"
    who = Viewer(person=open_account(email=email, now=now).person)
    person = rename_person(actor=who, name=line(text, "nama"), chosen_name=line(text, "sapaan"), language="id", now=now)
    return Someone(Viewer(person=person), email)


def consultation(slug: str, texts: Sequence[str], *, budi: Someone, ratna: Someone, now: datetime) -> list[UUID]:
    """Open, with its published draft, and one in preparation; the clauses, in order."""
    one, other = texts[0], texts[-1]
    told = [
        Text("id", line(one, "tajuk"), clean_text(other)[:TEXT], line(one, "tanya")),
        Text("en", line(other, "tajuk"), clean_text(one)[:TEXT], line(other, "tanya")),
    ]
    details = Details(
        moderation=Moderation.AFTER,
        institution=line(other, "lembaga"),
        legal_basis=line(one, "dasar"),
        announcement=line(other, "")[:80].strip(),
    )
    team = {TeamRole.OFFICIAL: [ratna.email], TeamRole.MODERATOR: [budi.email]}
    for address in (slug, f"{slug}-rencana"):
        create_consultation(actor=OPERATOR, slug=address, texts=told, details=details, team=team, now=now)
    quotable = " ".join(f"Juga {drafted(text)}." for text in texts)
    lines = [f"RANCANGAN {line(other, 'judul')}", *(part for label in CLAUSES for part in (label, f"Bunyi {label}. {quotable}"))]
    given: dict[str, Any] = {
        "data": "\n".join(lines).encode(),
        "name": f"{line(one, '')}.txt",
        "title": line(other, "rancangan"),
        "profile": "auto",
    }
    revision = import_draft(actor=OPERATOR, slug=slug, **given, now=now)
    publish_revision(actor=OPERATOR, slug=slug, number=revision.number, now=now)
    open_consultation(actor=OPERATOR, slug=slug, closes_at=now.replace(year=now.year + 1), now=now)
    known = dict(Wording.objects.filter(revision=revision).values_list("label", "clause_id"))
    return [known[label] for label in CLAUSES]


def says(siti: Someone, text: str, *, on: UUID, now: datetime) -> Post:
    """A proposal with a quote, edited once: all of it is the text."""
    words = clean_text(text)[:TEXT]
    proposal, quote = Proposal(Operation.REPLACE, words), quoted(on, text)
    post = siti.posts(words, on=on, kind=Kind.PROPOSAL, proposal=proposal, quote=quote, shown_name=ShownName.CHOSEN, now=now)
    siti.edits(post, text=f"{words} Sekali lagi.", proposal=replace(proposal, wording=f"{words} Begitu."), now=now)
    return post


def writes(siti: Someone, text: str, clause: UUID, thread: UUID, *, slug: str, now: datetime) -> None:
    """A letter on behalf of an organisation that goes by the text, with a proposal to insert it."""
    words = clean_text(text)[:TEXT]
    said = Contribution(text=words, stance=Stance.MIXED, shown_name=ShownName.REAL)
    proposal = replace(said, kind=Kind.PROPOSAL, proposal=Proposal(Operation.INSERT_AFTER, proposed(text)))
    letter = Letter((Said(Place(clause=clause), proposal), Said(Place(thread=thread), said)), on_behalf_of=line(text, "lembaga"))
    submit_letter(actor=siti.viewer, slug=slug, letter=letter, channel=Channel.API, address="", now=now)


def asks(siti: Someone, text: str, *, on: UUID, now: datetime) -> None:
    """A question to the institution, and a letter that is kept and not sent."""
    words = clean_text(text)[:TEXT]
    siti.posts(words, on=on, kind=Kind.QUESTION, stance=Stance.NEUTRAL, now=now)
    add_point(actor=siti.viewer, said=Said(Place(clause=on), Contribution(text=words, stance=Stance.MIXED)), now=now)


def answers(agus: Someone, text: str, post: Post, *, now: datetime) -> None:
    """A reply, where the post is public."""
    post.refresh_from_db()
    if post.status == Status.SHOWN:
        agus.replies(clean_text(text)[:TEXT], to=post, now=now)


def closes(budi: Someone, texts: Sequence[str], *, slug: str, over: Sequence[UUID], now: datetime) -> None:
    """A thread for each text, and as many of them closed as it takes to give all texts as reasons."""
    titled = [open_thread(actor=budi.viewer, slug=slug, title=line(text, "judul"), clauses=over, now=now) for text in texts]
    for thread, notice in zip(titled, handfuls([clean_text(text)[:NOTE] for text in texts], NOTE), strict=False):
        locked = lock_thread(actor=budi.viewer, thread_id=thread.pk, notice=(typed := f"{chr(10).join(notice)} Demikian."), now=now)
        assert locked.notice.split() == typed.split()


def quoted(clause: UUID, text: str) -> Quote | None:
    """The text as words of the clause, where they stand in it once."""
    wording = Wording.objects.filter(clause_id=clause).values_list("text", flat=True)[0]
    return Quote(drafted(text)) if wording.count(drafted(text)) == 1 else None


def drafted(text: str) -> str:
    """The same as the reader of drafts takes it: without marks of Markdown, and without characters that nobody sees."""
    [read] = read_text(f"Juga {line(text, 'kutipan')}".encode())
    return read.text.removeprefix("Juga ")


def note(text: str, mark: str) -> str:
    """What of it fits into a reason, likewise."""
    return f"{clean_text(text)[:NOTE].strip()} Begitu {mark}nya."


def proposed(text: str) -> str:
    """The wording to insert."""
    return f"{clean_text(text)[:TEXT]} Begitu usulnya."

"""Puts texts into every field that people fill, by the actions that pages and API call, and tells which pages show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from consult.accounts.actions import open_account, rename_person
from consult.accounts.viewer import OPERATOR, Viewer
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.actions import flag_post, lock_thread, open_thread, publish_revision
from consult.discussion.actions.drafting import add_point
from consult.discussion.actions.submit_letter import Letter, submit_letter
from consult.discussion.actions.taking_in import Said
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.rules import Channel, Contribution, Kind, Operation, Proposal, Quote, ShownName, Stance, Status
from consult.documents.actions import import_draft
from consult.documents.models import Wording
from consult.markup import clean_text, one_line
from tests.cast import Someone, moment

CLAUSES: Final = ("Pasal 1", "Pasal 2", "Pasal 3")
LINE: Final = 180  # characters that fit into a title
NOTE: Final = 900  # into a note to the moderators, a reason, a notice
TEXT: Final = 3_500


@dataclass(frozen=True)
class Planted:
    """A consultation in which everything that people say is one of some texts."""

    slug: str
    texts: tuple[str, ...]
    budi: Someone
    ratna: Someone
    siti: Someone
    clauses: tuple[UUID, ...]
    thread: UUID

    def pages(self) -> Iterator[tuple[Someone | None, str]]:
        """Who looks, and at which address; in the order of who."""
        yield from ((None, path) for path in self.public())
        yield from ((self.siti, path) for path in self.own())
        yield from ((self.ratna, f"/desk/{self.slug}/{page}") for page in ("", "team/", "import/", "threads/", "questions/"))
        yield from ((self.budi, path) for path in self.judged())

    def public(self) -> Iterator[str]:
        """What everybody sees."""
        k, api = f"/k/{self.slug}", "/api/v1"
        first, second, third = self.clauses
        numbers = self.numbers(edited=True)
        yield from ("/", f"{k}/", f"{k}/draft/", f"{k}/threads/", f"{k}/report/", f"{k}/moderation/")
        yield from (f"{k}/clauses/{first}/", f"{k}/clauses/{first}/?order=newest", f"{k}/clauses/{second}/", f"{k}/clauses/{third}/")
        yield from (f"{k}/clauses/{first}/proposals/", f"{k}/clauses/{first}/proposals/?a={numbers[0]}&b={numbers[-1]}")
        yield f"{k}/threads/{self.thread}/"
        yield from (f"{k}/posts/{number}/" for number in numbers)
        yield from (f"{path}?{urlencode({'q': line(text)})}" for path in ("/search/", f"{k}/search/") for text in self.texts[:2])
        yield from (f"/feeds/{self.slug}.atom", f"/feeds/{self.slug}/clauses/{first}.atom")
        yield from (f"{api}/clauses/{first}/posts/", f"{api}/consultations/{self.slug}/document/", f"{api}/threads/{self.thread}/posts/")

    def own(self) -> Iterator[str]:
        """What a citizen sees of their own, and of what they answer."""
        k, mine = f"/k/{self.slug}", Post.objects.filter(submission__author=self.siti.person, consultation__slug=self.slug)
        receipt = mine.values_list("versions__receipt", flat=True)[0]
        yield from ("/me/", "/me/erasure/", f"{k}/letter/", f"/receipts/{receipt}/")
        shown = mine.filter(status=Status.SHOWN).values_list("pk", flat=True)[0]
        yield from (f"/me/posts/{shown}/edit/", f"/me/posts/{shown}/withdraw/")
        yield f"{k}/clauses/{self.clauses[0]}/?reply={self.numbers(edited=False)[0]}"
        yield f"{k}/posts/{self.numbers(edited=False)[-1]}/report/"

    def judged(self) -> Iterator[str]:
        """What a moderator sees: a post that was hidden, and one that was reported, among the others."""
        desk, posts = f"/desk/{self.slug}", Post.objects.filter(consultation__slug=self.slug)
        yield from ("/desk/", f"{desk}/queue/", f"{desk}/decided/", f"{desk}/queue/batch/", f"{desk}/threads/{self.thread}/locking/")
        for found, pages in ((posts.filter(status=Status.HIDDEN), ("",)), (posts.filter(flagged__gt=0), ("", "keeping/"))):
            post = found.order_by("created_at").values_list("pk", flat=True)[0]
            yield from (f"{desk}/queue/{post}/{page}" for page in pages)
        asked = posts.filter(kind=Kind.QUESTION, status=Status.SHOWN).order_by("created_at").values_list("pk", flat=True)
        yield from (f"{desk}/questions/{post}/" for post in asked[:1])

    def numbers(self, *, edited: bool) -> list[int]:
        """Of a few posts that are public, edited ones or all others."""
        shown = Post.objects.filter(consultation__slug=self.slug, status=Status.SHOWN)
        which = shown.filter(versions__number=2) if edited else shown.exclude(versions__number=2)
        return [number for number in which.order_by("number").values_list("number", flat=True)[:3] if number is not None]


def planted(slug: str, texts: Sequence[str]) -> Planted:
    """A consultation of its own in which every name, title, clause, post, edit, reply, letter, report, reason and notice is a text."""
    now = moment()
    texts = [text for text in texts if clean_text(text).strip()]
    one, other = texts[0], texts[-1]
    budi, ratna = named(f"{slug}-budi", one, now=now), named(f"{slug}-ratna", other, now=now)
    people = [named(f"{slug}-{place}", text, now=now) for place, text in enumerate(texts)]
    clauses = consultation(slug, one, other, budi=budi, ratna=ratna, now=now)
    thread = open_thread(actor=budi.viewer, slug=slug, title=line(other), clauses=clauses[:2], now=now)
    for place, (text, siti) in enumerate(zip(texts, people, strict=True)):
        answers(people[place - 1], text, says(siti, text, on=clauses[0], now=now), now=now)
        writes(siti, text, [Place(clause=clauses[1]), Place(thread=thread.pk)], slug=slug, now=now)
        asks(siti, text, on=clauses[2], now=now)
        budi.hides(siti.posts(clean_text(text)[:TEXT], on=clauses[2], now=now), reason=note(text), now=now)
    lock_thread(actor=budi.viewer, thread_id=thread.pk, notice=note(one), now=now)
    return Planted(slug, tuple(texts), budi, ratna, people[0], tuple(clauses), thread.pk)


def named(name: str, text: str, *, now: datetime) -> Someone:
    """Somebody who goes by the text, as real name and as chosen one."""
    email = f"{name}@example.org"
    who = Viewer(person=open_account(email=email, now=now).person)
    person = rename_person(actor=who, name=line(text), chosen_name=line(text), language="id", now=now)
    return Someone(Viewer(person=person), email)


def consultation(slug: str, one: str, other: str, *, budi: Someone, ratna: Someone, now: datetime) -> list[UUID]:
    """Open, with its published draft; the clauses, in order."""
    texts = [Text("id", line(one), clean_text(other)[:TEXT], line(one)), Text("en", line(other), clean_text(one)[:TEXT], line(other))]
    details = Details(moderation=Moderation.AFTER, institution=line(other), legal_basis=line(one), announcement=line(other)[:80].strip())
    team = {TeamRole.OFFICIAL: [ratna.email], TeamRole.MODERATOR: [budi.email]}
    create_consultation(actor=OPERATOR, slug=slug, texts=texts, details=details, team=team, now=now)
    lines = [
        f"RANCANGAN {line(other)}",
        *(part for label in CLAUSES for part in (label, f"Bunyi {label} ialah {line(one)} dan {line(other)}.")),
    ]
    data = "\n".join(lines).encode()
    revision = import_draft(actor=OPERATOR, slug=slug, data=data, name=line(one), title=line(other), profile="auto", now=now)
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


def writes(siti: Someone, text: str, places: Sequence[Place], *, slug: str, now: datetime) -> None:
    """A letter on behalf of an organisation that goes by the text."""
    said = Contribution(text=clean_text(text)[:TEXT], stance=Stance.MIXED, shown_name=ShownName.REAL)
    letter = Letter(tuple(Said(place, said) for place in places), on_behalf_of=line(text))
    submit_letter(actor=siti.viewer, slug=slug, letter=letter, channel=Channel.API, address="", now=now)


def asks(siti: Someone, text: str, *, on: UUID, now: datetime) -> None:
    """A question to the institution, and a letter that is kept and not sent."""
    words = clean_text(text)[:TEXT]
    siti.posts(words, on=on, kind=Kind.QUESTION, stance=Stance.NEUTRAL, now=now)
    add_point(actor=siti.viewer, said=Said(Place(clause=on), Contribution(text=words, stance=Stance.MIXED)), now=now)


def answers(agus: Someone, text: str, post: Post, *, now: datetime) -> None:
    """A reply and a report, where the post is public."""
    post.refresh_from_db()
    if post.status == Status.SHOWN:
        agus.replies(clean_text(text)[:TEXT], to=post, now=now)
        flag_post(actor=agus.viewer, post_id=post.pk, rule=1, text=note(text), version=None, address="", now=now)


def quoted(clause: UUID, text: str) -> Quote | None:
    """The text as words of the clause, where they stand in it."""
    wording = Wording.objects.filter(clause_id=clause).values_list("text", flat=True)[0]
    return Quote(line(text)) if wording.count(line(text)) == 1 else None


def line(text: str) -> str:
    """What of the text fits into a title."""
    return one_line(text)[:LINE].strip() or "Baris."


def note(text: str) -> str:
    """What of it fits into a reason."""
    return f"{clean_text(text)[:NOTE].strip()} Begitu alasannya."

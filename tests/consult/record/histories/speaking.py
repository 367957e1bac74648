"""What people do in a history: they write everywhere, edit, withdraw, agree, report, send letters with files, vote, and are erased."""

from dataclasses import replace
from random import Random
from typing import Any, Final

from consult.accounts.viewer import VISITOR, Viewer
from consult.anchoring.quotes import Quote
from consult.consultations.models import Membership
from consult.discussion.actions import submit_post
from consult.discussion.actions.attachments.attach_file import attach_file
from consult.discussion.actions.attachments.read_attachment import read_attachment
from consult.discussion.actions.letters.draft_letter import add_point, send_letter, take_over
from consult.discussion.actions.letters.submit_letter import Letter, submit_letter
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.rules import EDITABLE, Channel, Contribution, Kind, Operation, Proposal, ShownName, Stance, ThreadKind
from consult.documents.models import Wording
from consult.polls.actions import cast_ballot
from consult.polls.models import Participation, Poll
from consult.record.erasure.erase_person import erase_person
from tests.cast import Someone
from tests.consult.record.histories.history import History, act, author, chosen

TEXTS: Final = (
    *("Setuju.", "Saya keberatan.", "=1+1", "'kutipan di depan", "-5 persen", "@semua", "Baris satu\nbaris dua\n\nalinea dua", "\tmasuk"),
    *('Kata "kutip", koma; titik koma|pipa\tdan tab', "Hubungi 0812-3456-7890.", "Lihat https://contoh.example/a?b=1&c=<2>", "'"),
    *(
        "🌶️ é 中文 عربى",
        "Pasal 1 <ayat 2> & lain",
        "\N{FULLWIDTH EQUALS SIGN}SUM(A1)",
        "x" * 400,
        "I think this is fair.",
        "Rp1.000,00",
        "null",
        "0",
    ),
)
WORDINGS: Final = (
    "Lapak diundi.",
    "Lapak diundi.\nSetiap tahun.",
    "=SUM(1)",
    "a. satu;\nb. dua.",
    "'Kata'",
    "Sampah dipilah; pukul sepuluh.",
)
EDITS: Final = ("text", "stance", "quote", "proposal", "shown_name")
FILES: Final = (b"Harga bawang naik.", b"Telepon 0812-3456-7890", b"a;b|c\n=1", "é 中".encode())


def text(at: Random) -> str:
    """What somebody says; most of it nobody else does."""
    said = at.choice(TEXTS)
    return f"{said} {at.randint(1, 10**6)}" if at.random() < 0.8 else said


def place(history: History, at: Random) -> tuple[Place, Wording | None, int | None]:
    """A clause at any level of the newest version, or of an earlier one; or a thread that stands on none or on several."""
    where, revisions = at.random(), history.revisions()
    if where < 0.25 and (threads := history.threads(kind__in=[ThreadKind.GENERAL, ThreadKind.SEVERAL])):
        return Place(thread=at.choice(threads).pk), None, None
    revision = revisions[-1] if where < 0.85 else at.choice(revisions)
    wording = at.choice(history.wordings(revision))
    return Place(clause=wording.clause_id), wording, revision.number if at.random() < 0.7 or revision != revisions[-1] else None


def contribution(at: Random, wording: Wording | None) -> Contribution:
    """A comment, a question or a proposal."""
    proposal = None
    kind = at.choice([Kind.COMMENT, Kind.COMMENT, Kind.QUESTION, Kind.PROPOSAL]) if wording else at.choice([Kind.COMMENT, Kind.QUESTION])
    if kind is Kind.PROPOSAL:
        operation = at.choice(list(Operation))
        proposal = Proposal(operation, "" if operation is Operation.DELETE else f"{at.choice(WORDINGS)} {at.randint(1, 999)}")
    name = at.choice([ShownName.WITHHELD, ShownName.WITHHELD, ShownName.REAL])
    return Contribution(text(at), kind, at.choice(list(Stance)), quote(at, wording), proposal, name)


def quote(at: Random, wording: Wording | None) -> Quote | None:
    """Some words of the clause, or none."""
    words = wording.text.split() if wording else []
    if len(words) < 4 or at.random() < 0.5:
        return None
    start = at.randrange(len(words) - 3)
    return Quote(" ".join(words[start : start + at.randint(2, 8)]))


def channel(at: Random) -> Channel:
    """How it arrives."""
    return at.choice([Channel.WEB, Channel.WEB, Channel.API, Channel.EMAIL, Channel.PAPER, Channel.HEARING])


def submit(history: History, at: Random, who: Someone, said: Said) -> Post:
    """Send one post."""
    given: dict[str, Any] = {"place": said.place, "contribution": said.contribution, "reply_to": said.reply_to, "revision": said.revision}
    return submit_post(actor=who.viewer, channel=channel(at), address="", now=history.now, **given)


def point(history: History, at: Random) -> Said:
    """Something to say somewhere."""
    where, wording, revision = place(history, at)
    return Said(place=where, contribution=contribution(at, wording), revision=revision)


def answer(at: Random, post: Post) -> Said:
    """A reply where the post stands."""
    where = Place(clause=post.clause_id) if post.clause_id else Place(thread=post.thread_id)
    return Said(place=where, contribution=Contribution(text(at), Kind.REPLY), reply_to=post.pk)


@act(often=14)
def somebody_writes(history: History, at: Random) -> str:
    post = submit(history, at, history.citizen(at), point(history, at))
    return f"{post.kind}, {post.status}"


@act(often=4)
def several_write_at_one_instant(history: History, at: Random) -> str:
    return ", ".join(submit(history, at, history.citizen(at), point(history, at)).status for _ in range(at.randint(2, 5)))


@act(often=5)
def somebody_replies(history: History, at: Random) -> str | None:
    post = history.post(at, status="shown")
    return submit(history, at, history.citizen(at), answer(at, post)).status if post else None


@act(often=6)
def the_office_replies(history: History, at: Random) -> str | None:
    post = history.post(at, status="shown", kind=at.choice([Kind.QUESTION, Kind.QUESTION, Kind.COMMENT]))
    who = history.official(at) if at.random() < 0.7 else history.moderator(at)
    return submit(history, at, who, answer(at, post)).office if post else None


@act(often=4)
def somebody_sends_a_letter(history: History, at: Random) -> str:
    who, points = history.citizen(at), [point(history, at) for _ in range(at.randint(1, 4))]
    if (post := history.post(at, status="shown")) and at.random() < 0.3:
        points.append(answer(at, post))
    name = points[0].contribution.shown_name
    points = [replace(one, contribution=replace(one.contribution, shown_name=name)) for one in points]
    given: dict[str, Any] = {"actor": who.viewer, "slug": history.row.slug, "address": "", "now": history.now}
    files = [attach_file(data=at.choice(FILES), name=f"lampiran{n}.txt", draft_id=None, **given) for n in range(at.choice([0, 0, 1, 2]))]
    letter = Letter(tuple(points), at.choice(["", "", "Paguyuban Pedagang"]), tuple(file.pk for file in files))
    submit_letter(letter=letter, channel=channel(at), **given)
    for file in files if at.random() < 0.8 else ():
        read_attachment(attachment_id=file.pk, said=file_text(at), now=history.now)
    return f"{len(points)} points, {len(files)} files"


def file_text(at: Random) -> str | None:
    """What is read in a file, if anything is."""
    return at.choice(["Harga bawang naik.", "Telepon 0812-3456-7890", None])


@act(often=2)
def a_visitor_writes_first_and_signs_in_after(history: History, at: Random) -> str:
    first = add_point(actor=VISITOR, said=point(history, at), now=history.now)
    for _ in range(at.randint(0, 2)):
        add_point(actor=VISITOR, said=point(history, at), draft_id=first.draft_id, now=history.now)
    who = history.citizen(at).viewer
    draft = take_over(actor=who, draft_id=first.draft_id, now=history.tick(at))
    send_letter(actor=who, draft_id=draft.pk, channel=Channel.WEB, address="", now=history.tick(at))
    return ""


@act(often=8)
def somebody_edits(history: History, at: Random) -> str | None:
    post = history.post(at, status__in=EDITABLE)
    if post is None:
        return None
    who = author(post)
    for _ in range(at.choice([1, 1, 2, 3])):
        who.edits(post, now=history.tick(at), **changes(at, post))
    post.refresh_from_db()
    return post.status


def changes(at: Random, post: Post) -> dict[str, object]:
    """What is said anew."""
    wording = Wording.objects.filter(clause=post.clause_id, revision=post.revision_id).first()
    anew = contribution(at, wording)
    wanted = {"text", *at.sample(EDITS, at.randint(0, 2))} - ({"stance"} if post.kind == Kind.REPLY else set())
    wanted -= {"proposal"} if post.kind != Kind.PROPOSAL or anew.proposal is None else set()
    return {name: getattr(anew, name) for name in EDITS if name in wanted}


@act(often=4)
def somebody_withdraws(history: History, at: Random) -> str | None:
    post = history.post(at, status__in=EDITABLE)
    if post is None:
        return None
    author(post).withdraws(post, now=history.now)
    return "office" if post.office else ""


@act(often=6)
def some_agree(history: History, at: Random) -> str | None:
    post = history.post(at, status="shown")
    if post is None:
        return None
    for _ in range(at.randint(1, 3)):
        history.citizen(at, but=post.submission.author).supports(post, now=history.now)
    return ""


@act(often=2)
def somebody_agrees_no_more(history: History, at: Random) -> str | None:
    post = history.post(at, supported__gt=0)
    if post is None:
        return None
    given = chosen(at, list(post.supports.select_related("person").order_by("person__joined_at", "pk")))
    Someone(Viewer(person=given.person)).supports_no_more(post, now=history.now)
    return ""


@act(often=4)
def somebody_reports(history: History, at: Random) -> str | None:
    post = history.post(at, status="shown")
    if post is None:
        return None
    history.citizen(at, but=post.submission.author).flags(post, rule=at.randint(1, 5), text=at.choice(["", text(at)]), now=history.now)
    return ""


@act(often=9)
def people_vote(history: History, at: Random) -> str | None:
    poll: Poll | None = chosen(at, list(Poll.objects.filter(consultation=history.row, status="open").order_by("created_at", "pk")))
    if poll is None:
        return None
    options = [str(option.pk) for option in poll.options.order_by("position")]
    voted = set(Participation.objects.filter(poll=poll).values_list("person", flat=True))
    team = set(Membership.objects.filter(consultation=history.row).values_list("person", flat=True))
    left = [one for one in history.cast.citizens if one.person.pk not in history.erased | voted | team]
    voters = left[: at.choice([1, 4, 9, len(left), len(left)])]
    for who in voters:
        code = f"{at.getrandbits(128):032x}"
        cast_ballot(actor=who.viewer, poll_id=poll.pk, code=code, ballot=at.choice([*options, None]), address="", now=history.now)
        history.receipts.setdefault(str(poll.pk), []).append(code)
    return str(len(voters))


@act(often=2)
def somebody_is_erased(history: History, at: Random) -> str | None:
    who = history.moderator(at) if at.random() < 0.2 else history.citizen(at)
    if who.viewer.person is None or len(history.erased) > 4:
        return None
    erase_person(actor=who.viewer, person_id=who.person.pk, now=history.now)
    history.erased.add(who.person.pk)
    return ""

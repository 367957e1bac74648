"""What the sights are filled with: people in their roles, and what stands in the `{…}` of a path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any, Final
from uuid import UUID

from django.db.models import Count

from consult.accounts.models import Account, Person
from consult.accounts.viewer import OPERATOR, Viewer
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.models import Consultation, Membership
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.actions.letters.draft_letter import add_point
from consult.discussion.actions.take_in_post import Said
from consult.discussion.locks import Place
from consult.discussion.models import Attachment, Placement, Point, Post, Thread
from consult.discussion.queries.posts import unanswered
from consult.discussion.rules import Contribution, Kind, Office, Operation, Proposal, ShownName, Stance, Status, ThreadKind, ThreadStatus
from consult.documents.actions import import_draft
from consult.documents.models import Wording
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.platform import limits
from consult.polls.actions import Question, cast_ballot, close_poll, create_poll, open_poll
from consult.polls.models import Option
from consult.proposals.actions import pick_proposals
from consult.reports.actions import freeze_edition
from consult.reports.editions.files import keep_file, last_event
from consult.reports.editions.frozen import LANGUAGES
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, closes, moment, publishes_revision, revises, someone, staged
from tests.consult.discussion.files import attaches, sent_file
from tests.consult.documents.papers import uploads, withdraws
from tests.sights.listed import Sent, Sight

QUOTED: Final = {Stance.SUPPORT: Quote("satu lapak"), Stance.MIXED: Quote("lapak. Lapak diberikan")}  # they overlap
BEGUN: Final = ("Usul untuk surat.", "Tambah.")  # a point of a letter that is not sent: its text, and the wording it proposes
VOTER: Final = "voter"
LIMITED: Final = "terlalu.sering@example.org"


@dataclass(frozen=True)
class Stage:
    """Who looks, and where things are."""

    people: Mapping[str, Someone | None]
    places: Mapping[str, object]

    def person(self, who: str) -> Someone | None:
        """Who that is. A voter is somebody new each time, since a vote is final."""
        return someone(f"Pemilih{token_hex(4)}") if who == VOTER else self.people[who]

    def path(self, sight: Sight) -> str:
        """Where the sight begins."""
        return sight.path.format(**self.places)

    def sends(self, sight: Sight) -> Iterator[Sent]:
        """What is sent there, filled in."""
        filled = {**self.places, "fresh": token_hex(6)}
        for sent in sight.sends:
            fields = {name: value.format(**filled) for name, value in sent.fields.items()}
            yield Sent(sent.action.format(**filled), fields, sent.button)


def furnish(scene: Scene, siti: Someone, agus: Someone, budi: Someone) -> None:
    """Put something of everything into a consultation."""
    clause = scene.clause("Pasal 2")
    proposal = Proposal(Operation.REPLACE, "Lapak dibagi rata.")
    shown = siti.posts("Usul https://example.org.", on=clause, kind=Kind.PROPOSAL, proposal=proposal, shown_name=ShownName.REAL)
    agus.replies("Sependapat dengan usul ini.", to=shown)
    for stance in Stance:
        agus.posts(f"Pendapat saya begini adanya, Pak Lurah, {len(stance) * '!'}", on=clause, stance=stance, quote=QUOTED.get(stance))
    siti.posts("Hubungi 0812-3456-7890.", on=clause)
    budi.hides(siti.posts("Promosi lapak.", on=clause))
    siti.withdraws(siti.posts("Keliru.", on=clause))
    siti.edits(shown, text="Usul saya yang diperbaiki.")
    reader = someone("Melati")
    for one in (reader, agus):
        one.supports(shown)
    siti.edits(shown, text="Usul saya yang diperbaiki lagi.")
    told = siti.posts("Pasar dibuka lebih pagi saja.", on=scene.clause("Pasal 5"))
    reader.flags(told, rule=3, text="Di luar pokok pasal ini, Bu.")
    siti.posts("Hubungi juga 0813-4567-8901.", on=scene.clause("Pasal 4"))
    for operation, wording in ((Operation.INSERT_AFTER, "(3) Lapak dekat pintu untuk lansia."), (Operation.DELETE, "")):
        siti.posts("Usul lain lagi.", on=clause, kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))
    over = [scene.clause("Pasal 2"), scene.clause("Pasal 3")]
    budi.opens_thread("Lapak dan pengalihannya", over=over, at=scene)
    budi.locks(budi.opens_thread("Lapak dan sewanya", over=over, at=scene))
    question, _waits = (agus.posts(asked, on=clause, kind=Kind.QUESTION) for asked in ("Siapa yang membagi lapak?", "Berapa sewanya?"))
    official = Membership.objects.filter(consultation=scene.row, role=TeamRole.OFFICIAL)[0]
    known(official.person).replies("Panitia pasar yang membaginya.", to=question)
    held, public = (
        sent_file(siti, scene, b"Harga bawang di pasar naik; hubungi 0812-3456-7890."),
        sent_file(agus, scene, b"Daftar harga di pasar."),
    )
    assert (held.status, public.status) == (Status.HELD, Status.SHOWN)
    replaced = uploads(known(official.person), scene)
    uploads(known(official.person), scene, b"Kajian kedua tentang pasar.", document=replaced.document_id)
    withdraws(known(official.person), scene, uploads(known(official.person), scene, b"Keliru.", title="Analisis dampak").document_id)
    edition = freeze_edition(actor=OPERATOR, slug=scene.row.slug, now=moment())
    seen = last_event(edition.consultation_id)
    for language in LANGUAGES:
        keep_file(edition=edition, form="csv", language=language, content=b"section\r\n", seen=seen, now=moment())


def stage(row: Consultation, *, citizen: Person, newcomer: Someone, word: str, now: datetime) -> Stage:
    """The stage of a consultation in which `citizen` has a public post and `word` is in the title and the draft."""
    team = {membership.role: membership.person for membership in Membership.objects.filter(consultation=row).order_by("-pk")}
    reported = Post.objects.filter(consultation=row, flagged__gt=0)[0]
    straggler = someone("Ratna")
    people: dict[str, Someone | None] = {
        "visitor": None,
        "newcomer": newcomer,
        "correspondent": someone("Wulandari"),
        "straggler": straggler,
        "citizen": known(citizen),
        "reader": known(reported.flags.all()[0].person),
        "moderator": known(team[TeamRole.MODERATOR]),
        "official": known(team[TeamRole.OFFICIAL]),
    }
    use_up_the_limit(now)
    prepared = in_preparation([known(team[TeamRole.OFFICIAL])], [known(team[TeamRole.MODERATOR])], now=now)
    there = {**places(row, citizen), **with_questions_open(known(team[TeamRole.OFFICIAL]), known(citizen))}
    revised = with_two_versions([known(team[TeamRole.OFFICIAL])], [known(team[TeamRole.MODERATOR])], known(citizen))
    there["point"] = begin_letter(known(citizen), on=there["quiet"])
    attaches(known(citizen), Scene(row, {}), draft=Point.objects.get(pk=there["point"]).draft_id)
    lose_sight_of(begin_letter(straggler, on=there["quiet"]))
    return Stage(people, {"slug": row.slug, "limited": LIMITED, "word": word, **there, **prepared, **revised})


def begin_letter(who: Someone, *, on: UUID) -> UUID:
    """Put a proposal into somebody's letter; its id."""
    given = Contribution(
        text="Usul untuk surat.", kind=Kind.PROPOSAL, stance=Stance.MIXED, proposal=Proposal(Operation.INSERT_AFTER, "Tambah.")
    )
    return add_point(actor=who.viewer, said=Said(place=Place(clause=on), contribution=given), now=moment()).pk


def lose_sight_of(point: UUID) -> None:
    """Let a point be on a version of the draft that nobody can read."""
    Point.objects.filter(pk=point).update(revision=9_999)


def in_preparation(officials: list[Someone], moderators: list[Someone], *, now: datetime) -> dict[str, str]:
    """Consultations that only their team sees: without a draft, with one that is not public yet, and with nobody speaking."""
    for slug, title in (("trotoar-ramah", "Trotoar yang ramah"), ("parkir-sekolah", "Parkir di sekolah")):
        team = {TeamRole.OFFICIAL: [one.email for one in officials], TeamRole.MODERATOR: [one.email for one in moderators]}
        details = Details(moderation=Moderation.BEFORE, institution="Desa Contoh")
        create_consultation(actor=OPERATOR, slug=slug, texts=[Text("id", title)], details=details, team=team, now=now)
    data = f"{DRAFT}Pasal 9\nNomor pasal ini melompat.\n".encode()
    imported = import_draft(actor=OPERATOR, slug="parkir-sekolah", data=data, name="rancangan.txt", title="", profile="auto", now=now)
    silent = staged("pasar-sepi", moderation=Moderation.BEFORE, officials=officials, moderators=moderators, open_it=False)
    doubted = imported.wordings.get(label="Pasal 9")
    made = {**with_a_third_to_come(officials, moderators), "revision": str(imported.pk), "of_imported": str(doubted.clause_id)}
    there = {"unborn": "trotoar-ramah", "imported": "parkir-sekolah", "other": silent.row.slug}
    return {**there, "picked": picked(officials, moderators), **made}


def picked(officials: list[Someone], moderators: list[Someone]) -> str:
    """A consultation in which proposals were picked that cannot all be had; its slug."""
    scene = staged("pasar-usul", moderation=Moderation.AFTER, officials=officials, moderators=moderators)
    posts = [
        someone(name).posts("Usul saya.", on=scene.clause(label), kind=Kind.PROPOSAL, proposal=Proposal(operation, wording))
        for name, label, operation, wording in (
            ("Pertiwi", "Pasal 5", Operation.REPLACE, "Sampah dipilah sebelum pukul sembilan."),
            ("Prabu", "Pasal 5", Operation.REPLACE, "Sampah dipilah sebelum pukul dua belas siang."),
            ("Purnama", "Pasal 2", Operation.DELETE, ""),
            ("Puspa", "Pasal 2 ayat (1)", Operation.REPLACE, "Setiap pedagang memperoleh dua lapak."),
            ("Putri", "Pasal 4", Operation.REPLACE, "Setiap pedagang menjaga lapaknya."),
        )
    ]
    pick_proposals(actor=OPERATOR, slug=scene.row.slug, posts=[post.pk for post in posts], now=moment())
    return scene.row.slug


def with_two_versions(officials: list[Someone], moderators: list[Someone], citizen: Someone) -> dict[str, Any]:
    """A consultation of which the second version is published, with posts on the first: on clauses that changed, stayed, and are gone."""
    scene = staged("pasar-berubah", moderation=Moderation.AFTER, officials=officials, moderators=moderators)
    old = citizen.posts("Terlalu pagi, Bu.", on=scene.clause("Pasal 5"), quote=Quote("pukul sepuluh"))
    citizen.posts("Setuju.", on=scene.clause("Pasal 4"), quote=Quote("menjaga kebersihan"))
    citizen.posts("Bagaimana dengan anak saya?", on=scene.clause("Pasal 3"))
    revision = publishes_revision(scene)
    Placement.objects.filter(post__clause=scene.clause("Pasal 3")).update(state=PlacementState.MOVED, clause=scene.clause("Pasal 5"))
    citizen.posts("Masih kurang jelas.", on=scene.clause("Pasal 3"), revision=1)
    clauses = {"changed": scene.clause("Pasal 5"), "kept": scene.clause("Pasal 4"), "removed": scene.clause("Pasal 3")}
    return {"revised": scene.row.slug, "newest": revision.number, "older": old.number, **clauses}


def with_a_third_to_come(officials: list[Someone], moderators: list[Someone]) -> dict[str, str]:
    """A consultation on a second version, in which it is doubtful where a post stands, and with a third that waits to be published."""
    scene = staged("pasar-sore", moderation=Moderation.AFTER, officials=officials, moderators=moderators)
    quote = Quote("Sampah dipilah sebelum pukul sepuluh")
    post = someone("Lestari").posts("Terlalu pagi bagi kami.", on=scene.clause("Pasal 5"), quote=quote)
    publishes_revision(scene)
    found = {"state": PlacementState.FUZZY, "clause": scene.clause("Pasal 5"), "start": 0, "end": 37}
    Placement.objects.filter(post=post).update(**found)
    following = revises(scene, NEXT_DRAFT.replace("sekali dalam setahun", "dua kali"))
    following.links.filter(new__isnull=False, position__gt=9).update(doubtful=True)
    return {"following": scene.row.slug}


def with_questions_open(official: Someone, citizen: Someone) -> dict[str, str]:
    """Two consultations that have closed with a question that nobody answered; one is marked as answered all the same."""
    for slug in ("pasar-malam", "pasar-besar"):
        scene = staged(slug, moderation=Moderation.AFTER, officials=[official], moderators=[])
        citizen.posts("Siapa yang membayar lampunya?", on=scene.clause("Pasal 4"), kind=Kind.QUESTION)
        closes(scene)
    answer_consultation(actor=OPERATOR, slug="pasar-besar", reason="Dijawab bersama peraturan pelaksananya.", now=moment())
    return {"left_open": "pasar-malam", "answered": "pasar-besar"}


def known(person: Person) -> Someone:
    """Somebody with their address."""
    return Someone(Viewer(person=person), Account.objects.get(person=person).email)


def places(row: Consultation, citizen: Person) -> dict[str, Any]:
    """Where there is something to see in a consultation."""
    posts = Post.objects.filter(consultation=row)
    shown = posts.filter(status=Status.SHOWN, submission__author_id=citizen.pk, reply_to=None).first()
    assert shown is not None
    return {
        "clause": busiest(row),
        "quiet": quiet(row),
        "shown": shown.pk,
        "of_shown": shown.clause_id,
        "number": shown.number,
        "question": posts.filter(replies__office=Office.OFFICIAL, kind=Kind.QUESTION).values_list("number", flat=True)[0],
        "asked": unanswered(posts).values_list("pk", flat=True)[0],
        "gone": posts.filter(status=Status.WITHDRAWN, number__isnull=False).values_list("number", flat=True)[0],
        "reported": (reported := posts.filter(flagged__gt=0)[0]).number,
        "reported_id": reported.pk,
        **threads(row),
        **polls(row),
        "held": posts.filter(status=Status.HELD).values_list("pk", flat=True)[0],
        **files(row),
        "receipt": shown.versions.all()[0].receipt_id,
    }


def files(row: Consultation) -> dict[str, Any]:
    """Posts with which files came, and the receipt of one."""
    sent = Attachment.objects.filter(consultation=row, submission__isnull=False)
    held, public = (sent.filter(status=status)[0].submission for status in (Status.HELD, Status.SHOWN))
    assert held is not None
    assert public is not None
    return {
        "with_held_file": held.posts.get().pk,
        "with_file": public.posts.get().number,
        "file_receipt": held.receipts.get().pk,
    }


def threads(row: Consultation) -> dict[str, Any]:
    """Threads that belong to no clause alone, and a clause that is proposed on."""
    known = Thread.objects.filter(consultation=row).order_by("created_at")
    several = known.filter(kind=ThreadKind.SEVERAL)
    proposed = Post.objects.filter(consultation=row, kind=Kind.PROPOSAL, status=Status.SHOWN).values_list("clause_id", "number")
    proposals = proposed.annotate(n=Count("clause__posts")).order_by("-n", "number")[0]
    return {
        "general": known.get(kind=ThreadKind.GENERAL).pk,
        "several": several.filter(status=ThreadStatus.OPEN)[0].pk,
        "locked": several.filter(status=ThreadStatus.LOCKED)[0].pk,
        "proposed": proposals[0],
        "proposal": proposals[1],
    }


def polls(row: Consultation) -> dict[str, UUID]:
    """A poll that people vote in, one that was counted, one of which so few took part that none can recount it, and one in preparation."""
    question = Question("Kapan pasar pagi dibuka?", ("Setiap hari", "Tiga kali seminggu", "Akhir pekan"), description="Untuk Pasal 5.")
    made = [create_poll(actor=OPERATOR, slug=row.slug, question=question, now=moment()).pk for _ in range(4)]
    for poll in made[:3]:
        open_poll(actor=OPERATOR, poll_id=poll, now=moment())
    options = [str(option) for option in Option.objects.filter(poll=made[1]).order_by("position").values_list("pk", flat=True)]
    for n, choice in enumerate([*options, None, *options[:2], *[options[0]] * 4]):
        voter = someone(f"Pemilih{n}-{token_hex(4)}")
        cast_ballot(actor=voter.viewer, poll_id=made[1], code=token_hex(16), ballot=choice, address="", now=moment())
    for poll in made[1:3]:
        close_poll(actor=OPERATOR, poll_id=poll, now=moment())
    return dict(zip(("poll", "counted", "uncounted", "coming"), made, strict=True))


def busiest(row: Consultation) -> UUID:
    """The clause that most is said about."""
    counted = Post.objects.filter(consultation=row, clause__isnull=False).values_list("clause_id").annotate(n=Count("pk"))
    clause, _n = counted.order_by("-n", "clause_id")[0]
    return UUID(str(clause))


def quiet(row: Consultation) -> UUID:
    """A clause that nobody has said anything about."""
    wordings = Wording.objects.filter(revision__document__consultation=row, label__startswith="Pasal")
    silent = wordings.exclude(clause_id__in=Post.objects.filter(consultation=row, clause__isnull=False).values("clause_id"))
    return UUID(str(silent.order_by("pk").values_list("clause_id", flat=True)[0]))


def use_up_the_limit(now: datetime) -> None:
    """Let one address have had all its codes, in this stretch of time and in the next."""
    limit = limits.LIMITS["code"]
    for at in (now, now + limit.every):
        for _ in range(limit.account):
            limits.spend("code", account=limits.at_place(limits.hashed(LIMITED), "127.0.0.1"), address="", now=at)


EMPTY: Final = Stage({"visitor": None}, {})

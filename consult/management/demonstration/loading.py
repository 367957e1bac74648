"""Loads the demonstration through the same actions that people use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from consult import jobs
from consult.access import Phase
from consult.accounts.actions import give_token, open_account, rename_person, take_token
from consult.accounts.queries import account_of, own_tokens
from consult.accounts.rules import Scope
from consult.accounts.viewer import OPERATOR, Viewer
from consult.consultations.actions import Details, Text, create_consultation, open_consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.discussion.actions import publish_revision, submit_post, withdraw_post
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.rules import Channel, Contribution, Kind, Operation, Proposal, ShownName, Stance
from consult.documents.actions import import_draft
from consult.documents.models import Wording
from consult.moderation.actions import decide_post
from consult.moderation.rules import Verdict

HERE: Final = Path(__file__).parent
SLUG: Final = "pelayanan-digital"
OPEN_FOR: Final = timedelta(days=30)
TOKEN_NAME: Final = "demonstration"
REASON: Final = "Sesuai aturan rumah. Terima kasih atas masukannya."

TEXTS: Final = (
    Text(
        "id",
        "Pelayanan publik digital di Kota Arunika",
        "Kota Arunika ingin urusan warga dapat diselesaikan lewat telepon, tanpa menutup loket. Rancangan ini mengatur hak warga, "
        "perlindungan data, dan kewajiban kantor-kantor kota.",
        "Apakah rancangan ini membuat urusan Anda lebih mudah, dan siapa yang mungkin tertinggal?",
    ),
    Text(
        "en",
        "Digital public services in the city of Arunika",
        "Arunika wants its residents to settle their business by telephone without closing the counters. The draft sets out residents' "
        "rights, the protection of data, and what the city's offices owe.",
        "Would this draft make your dealings with the city easier, and who might be left behind?",
    ),
)


@dataclass(frozen=True)
class Member:
    """Somebody of the demonstration."""

    name: str
    email: str
    role: str

    @property
    def viewer(self) -> Viewer:
        """They, as actor; their account has to be there."""
        account = account_of(self.email)
        return Viewer(person=account.person) if account else Viewer()


def cast() -> list[Member]:
    """Everybody, in the order of the file."""
    return [Member(**person) for person in json.loads((HERE / "people.json").read_text())]


def said() -> list[dict[str, Any]]:
    """The contributions, in the order of the file."""
    posts: list[dict[str, Any]] = json.loads((HERE / "posts.json").read_text())
    return posts


def is_loaded() -> bool:
    """Whether the demonstration is there, to its last contribution."""
    return Post.objects.filter(consultation__slug=SLUG).count() >= len(said())


def key(step: str, number: int = 0) -> str:
    """The key of one step: loading again after an interruption goes on where it stopped."""
    return f"demonstration-{step}-{number}"


def load(*, now: datetime) -> None:
    """Put the whole demonstration there: people, an open consultation with its draft, posts, decisions."""
    people, began = cast(), timezone.now()
    for member in people:
        open_account(email=member.email, name=member.name, now=now - timedelta(days=90))
    nurul = next(member for member in people if member.email.startswith("nurul"))
    rename_person(actor=nurul.viewer, name=nurul.name, chosen_name="Bu Nurul", language="id", now=now)
    create_consultation(actor=OPERATOR, slug=SLUG, texts=TEXTS, details=details(), team=team(people), key=key("create"), now=now)
    draft = (HERE / "rancangan.txt").read_bytes()
    revision = import_draft(
        actor=OPERATOR, slug=SLUG, data=draft, name="rancangan.txt", title="", profile="auto", key=key("import"), now=now
    )
    publish_revision(actor=OPERATOR, slug=SLUG, number=revision.number, key=key("publish"), now=now)
    if revision.document.consultation.step == Phase.DRAFT:
        open_consultation(actor=OPERATOR, slug=SLUG, closes_at=now + OPEN_FOR, now=now)
    labels = dict(Wording.objects.filter(revision=revision, part="body").values_list("label", "clause_id"))
    by_name = {member.email.partition("@")[0]: member for member in people}
    for number, what in enumerate(said()):
        say(what, number, by_name, labels, now=now)
    jobs.forget_since(began)  # nobody reads these mails, and they would hide the codes in the window


def details() -> Details:
    """Who asks, on what ground."""
    return Details(
        moderation=Moderation.BEFORE,
        institution="Pemerintah Kota Arunika",
        contact="Bagian Hukum, Sekretariat Daerah Kota Arunika",
        legal_basis="Peraturan Daerah Kota Arunika tentang Keterlibatan Warga dalam Pembentukan Peraturan Daerah",
        announcement="100/17/HK/2026",
    )


def team(people: list[Member]) -> dict[TeamRole, list[str]]:
    """Addresses by role; citizens have none."""
    return {role: [member.email for member in people if member.role == role] for role in TeamRole}


def say(said: Mapping[str, Any], number: int, people: Mapping[str, Member], labels: Mapping[str, UUID], *, now: datetime) -> None:
    """One contribution of the file, and what becomes of it."""
    author = people[said["by"]].viewer
    post = submit_post(
        actor=author,
        place=Place(clause=labels[said["on"]]),
        contribution=contribution(said),
        reply_to=None,
        revision=None,
        channel=Channel.WEB,
        address="",
        key=key("post", number),
        now=now,
    )
    if said.get("then") == "withdraw":
        withdraw_post(actor=author, post_id=post.id, key=key("withdraw", number), now=now)
    elif "then" in said:
        decide_post(
            actor=people["budi"].viewer,
            post_id=post.id,
            verdict=Verdict(said["then"]),
            rule=said.get("rule", 1),
            reason=said.get("reason", REASON),
            version=None,
            seen=None,
            key=key("decide", number),
            now=now,
        )


def contribution(said: Mapping[str, Any]) -> Contribution:
    """What the file says, as the action takes it."""
    proposal = Proposal(Operation(said["operation"]), said["wording"]) if "operation" in said else None
    return Contribution(
        text=said["text"],
        kind=Kind(said.get("kind", "comment")),
        stance=Stance(said["stance"]),
        proposal=proposal,
        shown_name=ShownName(said["name"]),
    )


def fresh_token(member: Member, *, now: datetime) -> str:
    """A token for the member that reaches everywhere; those given before end."""
    for token in own_tokens(viewer=member.viewer):
        if token.name == TOKEN_NAME:
            take_token(actor=member.viewer, token_id=token.id)
    _token, secret = give_token(actor=member.viewer, name=TOKEN_NAME, scopes=list(Scope), now=now)
    return secret

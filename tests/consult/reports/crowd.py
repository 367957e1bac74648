"""A consultation in which it is known how many posts stand where: in every status and channel, planted by hand."""

from dataclasses import dataclass
from typing import Final

from consult.discussion.actions import submit_post
from consult.discussion.locks import Place
from consult.discussion.models import Post
from consult.discussion.rules import Channel, Contribution, ShownName, Stance
from tests.cast import Scene, Someone, moment, someone

HOSTILE: Final = (
    '=HYPERLINK("https://evil.example","klik")',
    "+62",
    "-1+1",
    "@SUM(A1)",
    "\ttab",
    "'kutip",
    '"; DROP TABLE consult_post; --',
    "<script>alert(1)</script> & <b>tebal</b>",
    'baris satu\nbaris dua, "kutip", koma',
    "{{ summary.slug }} {% now 'Y' %}",
    "عربي 中文 \U0001f600",
)


@dataclass
class Expected:
    """What was planted."""

    posts: dict[str, dict[str, int]]  # channel → status → how many; a submission has one post
    texts: list[str]  # of the shown posts, by number
    people: int


def crowd(scene: Scene, budi: Someone) -> Expected:
    """Mode of moderation: before. Two people in each channel; hostile texts are shown ones."""
    people = [someone(f"Warga{n}") for n in range(2)]
    posts: dict[str, dict[str, int]] = {}
    texts = []
    planted = {Channel.WEB: (3, 2, 1, 1), Channel.API: (len(HOSTILE), 1, 2, 0), Channel.PAPER: (1, 0, 0, 2), Channel.HEARING: (0, 1, 0, 0)}
    for channel, (shown, held, hidden, withdrawn) in planted.items():
        for n in range(shown + held + hidden + withdrawn):
            text = HOSTILE[n] if channel is Channel.API and n < shown else f"Pendapat {channel} {n}."
            post = plant(people[n % 2], scene, channel, text, stance=list(Stance)[n % 4], label=("Pasal 4", "Pasal 2 ayat (2)")[n % 2])
            if n < shown + hidden:
                budi.publishes(post)
            if shown <= n < shown + hidden:
                budi.hides(post, rule=1 + n % 2)
            if n >= shown + hidden + held:
                people[n % 2].withdraws(post)
            texts += [text] if n < shown else []
        posts[channel] = {"shown": shown, "held": held, "hidden": hidden, "withdrawn": withdrawn, "erased": 0}
    return Expected(posts, texts, len(people))


def plant(who: Someone, scene: Scene, channel: Channel, text: str, *, stance: Stance, label: str) -> Post:
    """One post through that channel."""
    given = {"reply_to": None, "revision": None, "address": "", "now": moment()}
    said = Contribution(text=text, stance=stance, shown_name=ShownName.WITHHELD)
    return submit_post(actor=who.viewer, place=Place(clause=scene.clause(label)), contribution=said, channel=channel, **given)

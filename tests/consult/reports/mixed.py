"""A consultation in which the team has written, too: who took part, and what is a share of what, is known beforehand."""

from typing import Final

from consult.consultations.actions import add_members
from consult.consultations.rules import TeamRole
from consult.discussion.rules import Kind, Stance
from tests.cast import Scene, Someone, moment, someone

PEOPLE: Final = 4  # Siti, Agus, Tini and Eko; not Yanti, who has come into the team, and not Ratna and Budi, who are in it
STANCES: Final = {"support": 3, "oppose": 2, "mixed": 1, "neutral": 2}
STANCED, REPLIES, SHOWN = 8, 6, 14
SHARES: Final = {"support": "37,5%", "oppose": "25,0%", "mixed": "12,5%", "neutral": "25,0%"}  # of 8, in Indonesian


def mixed(scene: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone) -> None:
    """Mode of moderation: after. 8 take a stance, and 6 are replies, 4 of them by office; one is hidden, and one withdrawn."""
    four, five, yanti = scene.clause("Pasal 4"), scene.clause("Pasal 5"), someone("Yanti")
    posts = [siti.posts(f"Setuju {n}.", on=four, stance=Stance.SUPPORT) for n in range(2)]
    posts += [agus.posts(f"Tidak {n}.", on=five, stance=Stance.OPPOSE) for n in range(2)]
    posts += [
        siti.posts("Kapan?", on=five, kind=Kind.QUESTION, stance=Stance.NEUTRAL),
        agus.posts("Tergantung.", on=four, stance=Stance.MIXED),
    ]
    yanti.posts("Baik.", on=five, stance=Stance.SUPPORT)
    yanti.posts("Entahlah.", on=four, stance=Stance.NEUTRAL)
    for one in posts[:2]:
        ratna.replies("Terima kasih.", to=one)
        budi.replies("Sudah kami baca.", to=one)
    agus.replies("Mengapa?", to=posts[0])
    siti.replies("Begitulah.", to=posts[2])
    budi.hides(someone("Tini").posts("Promosi.", on=four, stance=Stance.SUPPORT), rule=4)
    eko = someone("Eko")
    eko.withdraws(eko.posts("Tidak jadi.", on=five, stance=Stance.OPPOSE))
    add_members(actor=ratna.viewer, slug=scene.row.slug, team={TeamRole.MODERATOR: [yanti.email]}, now=moment())

"""A summary of any size, invented without a database: what a renderer is given, with figures that reconcile."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Final

from consult.discussion.stances import STANCES
from consult.reports.poll_outcomes import OptionFigures, PollFigures, TieFigures
from consult.reports.summary import ClauseFigures, Moderated, ReportFigures, ShownPost, Summary, Tally

MADE: Final = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)
WORDING: Final = (
    "Setiap pedagang memperoleh satu lapak.\n(2) Lapak diberikan menurut urutan pendaftaran dan jenis dagangan.\n"
    "(3) Lapak tidak dapat dialihkan kepada orang lain."
)
PROPOSED: Final = (
    "Setiap pedagang kecil memperoleh satu lapak.\n(2) Lapak diundi setiap tahun menurut jenis dagangan.\n"
    "(3) Lapak tidak dapat dialihkan kepada orang lain, kecuali kepada ahli waris."
)
TEXTS: Final = (
    "Ketentuan ini memberatkan pedagang kecil, karena jarak ke tempat pemilahan lebih dari satu kilometer.",
    "Saya setuju & mendukung: jadwal ditempel di pintu masuk.\n\nMohon dijelaskan pula siapa yang mengawasi.",
    'Apakah "lapak" < 2 m² juga wajib? Di pasar kami banyak yang hanya membawa bakul dan tikar.',
    "Lapak yang tertata membuat pasar lebih aman bagi pembeli yang membawa anak, dan lebih mudah dibersihkan sesudah siang.",
)


def invented(*, posts: int = 120, clauses: int = 9, polls: int = 2, language: str = "id", texts: tuple[str, ...] = ()) -> Summary:
    """One in twelve is a proposal, one in ten a reply; `texts` are what the first posts say."""
    shown = [invented_post(n, clauses, posts, texts[n - 1] if n <= len(texts) else "") for n in range(1, posts + 1)]
    figures = tuple(figures_of(label, list(found)) for label, found in groupby(shown, key=lambda post: post.clause))
    by_status = {"shown": posts, "held": 17, "hidden": 5, "withdrawn": 2, "erased": 3}
    tallies = (Tally("web", posts + 27, by_status), Tally("all", posts + 27, by_status))
    return Summary(
        slug="pasar",
        language=language,
        title="Rancangan Peraturan Desa tentang Pasar Pagi yang Tertata",
        institution="Pemerintah Desa Contoh",
        question="Apakah aturan ini adil bagi pedagang dan pembeli, dan apa yang harus diubah sebelum berlaku?",
        summary="Pasar pagi ditata: satu lapak bagi setiap pedagang, sampah dipilah.",
        legal_basis="Undang-Undang Nomor 6 Tahun 2014 tentang Desa",
        announcement="141/12/2026",
        document="Rancangan Peraturan Desa tentang Pasar Pagi",
        phase="closed",
        moderation="after",
        practice=False,
        opens_at=MADE - timedelta(days=60),
        closes_at=MADE - timedelta(days=20),
        made_at=MADE,
        revision=1,
        revision_sha256="ab" * 32,
        people=min(posts, 96),
        posts=tallies,
        submissions=tallies,
        hidden_by_rule={2: 3, 4: 2},
        clauses=figures,
        shown=tuple(shown),
        record_length=posts * 2 + 11,
        record_head="9f2e6d33a3717ee826353a404ba4618d1aeeb6879ad7936bce8ed5f46814924d",
        stances=dict(Counter({stance: sum(one.stances[stance] for one in figures) for stance in STANCES})),
        text_language="id",
        draft_language="id",
        clauses_in_draft=clauses + 6,
        polls=tuple(invented_poll(n) for n in range(polls)),
        moderated=Moderated(41, timedelta(hours=3, minutes=40), timedelta(hours=41, minutes=12), 4, 44, 3, ReportFigures(9, 3, 4, 1, 1)),
        rules={1: "Tetap pada pokoknya", 2: "Data pribadi orang lain", 4: "Bukan tempat iklan"},
    )


def invented_post(number: int, clauses: int, posts: int, text: str) -> ShownPost:
    """The post with that number; posts on one clause follow each other, and each clause has its own mood."""
    at = (number - 1) * clauses // posts
    proposes, replies = number % 12 == 0, number % 10 == 0
    kind = "reply" if replies else "proposal" if proposes else "comment"
    stance = "" if replies else STANCES[(number * 7 + number // 3 + at) % (2 + at % 3)]
    return ShownPost(
        number=number,
        clause=f"Pasal {at + 1}",
        kind=kind,
        stance=stance,
        name="Siti" if number % 3 else "",
        text=text or f"{TEXTS[number % len(TEXTS)]} ({number})",
        operation="replace" if kind == "proposal" else "",
        wording=f"{PROPOSED} Sejak tahun {number}." if kind == "proposal" else "",
        language="id",
        on_behalf_of="Paguyuban Pasar" if number % 15 == 0 and not replies else "",
        supported=number % 9,
        revision=1,
    )


def figures_of(label: str, posts: list[ShownPost]) -> ClauseFigures:
    """The figures of one clause."""
    counted = Counter(post.stance for post in posts)
    return ClauseFigures(
        label=label,
        heading="Lapak dan kebersihan" if int(label.split()[1]) % 3 else "",
        depth=1,
        stances={stance: counted[stance] for stance in STANCES},
        replies=counted[""],
        shown=len(posts),
        numbers=tuple(post.number for post in posts),
        clause=f"c{label}",
        wording=WORDING,
    )


def invented_poll(number: int) -> PollFigures:
    """A closed poll: of 41 ballots 3 abstain; the second has a tie, won by an option that does not stand first, and too few ballots to
    count again."""
    titles = ("Pukul lima pagi", "Pukul enam pagi", "Pukul tujuh pagi, sesudah jalan dibersihkan")
    votes = ((23, 11, 4), (3, 3, 0))[number % 2]
    return PollFigures(
        id=f"0000000{number}-0000-4000-8000-000000000000",
        kind="single",
        language="id",
        title=("Pukul berapa pasar dibuka?", "Di mana sampah dipilah?")[number % 2],
        description="Yang dipilih berlaku setahun." if number % 2 == 0 else "",
        method="plurality",
        opened_at=MADE - timedelta(days=40),
        closed_at=MADE - timedelta(days=20),
        eligible=96,
        taking_part=sum(votes) + 3,
        ballots=sum(votes) + 3,
        abstained=3,
        options=tuple(OptionFigures(title, n, at == number % 2) for at, (title, n) in enumerate(zip(titles, votes, strict=True))),
        ties=(TieFigures(titles[1::-1], "lot"),) if number % 2 else (),
        recomputable=number % 2 == 0,
        rules_sha256="82" * 32,
        list_sha256="08" * 32,
        seed="e8" * 32,
    )

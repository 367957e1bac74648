"""Screening proposes to hold what holds personal data or a listed word, and only flags the rest."""

import csv
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.discussion import personal_data
from consult.discussion.screening import HOLDING, Code, Screening, Signal, Thresholds, Verdict, screen

DATA: Final = Path(__file__).resolve().parents[3] / "../shared/data"
COMMENTS: Final = DATA / "comments/indonesian-smsa/smsa.csv"
MONTHS: Final = timedelta(days=90)


def screened(text: str, *listed: str) -> Screening:
    return screen(text, listed=listed, account_age=MONTHS)


def kinds(text: str) -> list[str]:
    return [signal.found for signal in screened(text).signals if signal.code is Code.PERSONAL_DATA]


# Personal data


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nomor saya 3171041506900001, mohon dicek.", "nik"),
        ("3171045506900001", "nik"),  # a woman, born on the 15th
        ("3171 0415 0690 0001", "nik"),
        ("31.7104.150690.0001", "nik"),
        ("NIK: 3171234567890123", "nik"),  # named, so it need not be plausible
        ("No. KTP saya 1234 5678 9012 3456", "nik"),
        ("No. KK: 3171041506900001", "family_card"),
        ("nomor kartu keluarga kami 3171041506900001", "family_card"),
        ("NPWP 01.234.567.8-901.000", "npwp"),
        ("npwp saya 012345678901000", "npwp"),
        ("01.234.567.8-901.000", "npwp"),
        ("4111 1111 1111 1111", "card"),
        ("kartu 5500-0000-0000-0004 exp 12/28", "card"),
        ("3782 822463 10005", "card"),
        ("Hubungi 081234567890", "phone"),
        ("WA:0812-3456-7890", "phone"),
        ("0812 3456 7890 2026", "phone"),
        ("0812.3456.789", "phone"),
        ("0812 - 3456 - 7890", "phone"),
        ("+62 812-3456-7890", "phone"),
        ("+62 (21) 555 1234", "phone"),
        ("(+62)81234567890", "phone"),
        ("https://wa.me/6281234567890", "phone"),
        ("0 8 1 2 3 4 5 6 7 8 9 0", "phone"),
        ("０８１２３４５６７８９０", "phone"),
        ("0812\u200b3456\u200b7890", "phone"),
        ("surat ke budi.santoso+rapat@contoh.co.id.", "email"),
        ("<Siti@Contoh.ID>", "email"),
    ],
)
def test_a_post_with_personal_data_is_held_and_says_which_kind(text: str, kind: str) -> None:
    assert kinds(text) == [kind]
    assert screened(text).verdict is Verdict.HOLD


@pytest.mark.parametrize(
    "text",
    [
        "Pasal 5 ayat (2) huruf a angka 10",
        "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
        "UU No. 12/2011 jo. UU 13/2022",
        "Keputusan 188/412/HK/2026 dan 188.45/081234567890/KPTS/2026",
        "Lembaran Negara Tahun 2009 Nomor 112, Tambahan 5038",
        "Rp1.000.000.000 sampai Rp3.201.011.203.400.500",
        "anggaran 3.201.011.203.400.500 rupiah",
        "Rp 628.123.456.789 atau Rp6281234567890",
        "sejak 1945 1950 1960 1970 1999 2024",
        "pada 08-12-2024 10.30 WIB, 08/12/2024, 2024-12-08T10:30:00",
        "tanggal 08 12 2024 dan 09 12 2024",
        "kode pos 10110, 40141, koordinat -6.2087634, 106.8455992",
        "nomor resi 030360019614718 dan 9999999999999999",
        "4111 1111 1111 1112",  # its check digit is wrong
        "3171043213900001",  # day 32, month 13
        "1071041506900001",  # no such province
        "ikuti @budi_santoso dan @kementerian.id",
        "call center 1500-123, 110, 112, 14045",
    ],
)
def test_references_amounts_and_dates_are_no_personal_data(text: str) -> None:
    assert kinds(text) == []


def test_each_kind_is_named_once_and_every_kind_is_named() -> None:
    text = "081234567890, 081234567891, siti@contoh.id, NIK 3171041506900001, 3171041506900002"

    assert kinds(text) == ["nik", "phone", "email"]


@pytest.mark.skipif(not COMMENTS.is_file(), reason="the comments are not beside the project")
def test_at_most_one_real_comment_in_a_thousand_is_held_for_personal_data() -> None:
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        comments = [row["text"] for row in csv.DictReader(file)][:2_000]

    assert sum(screened(comment).verdict is Verdict.HOLD for comment in comments) <= 2


@pytest.mark.skipif(not (DATA / "documents").is_dir(), reason="the documents are not beside the project")
def test_no_line_of_real_drafts_and_laws_is_held() -> None:
    files = [*(DATA / "documents").glob("*.txt"), *(DATA / "documents").glob("*.md")]
    lines = [line for file in files if file.name != "README.md" for line in file.read_text("utf-8").splitlines()]

    assert {kind for line in lines for kind in personal_data.kinds_in(line) if kind is not personal_data.Kind.EMAIL} == set()


# Listed words


@pytest.mark.parametrize("text", ["Dasar kadal!", "DASAR KADAL", "kadal-kadal itu", "ｋａｄａｌ", "ka\u200bdal", "“kadal”", "x. kadal, y"])
def test_a_listed_word_is_found_whatever_its_case_or_dress(text: str) -> None:
    assert screened(text, "Kadal", "buaya").signals == (Signal(Code.LISTED_WORD, "Kadal"),)
    assert screened(text, "Kadal").verdict is Verdict.HOLD


@pytest.mark.parametrize("text", ["kadaluwarsa", "terkadal", "kadal_x", "buaya darat", "kada l"])
def test_a_listed_word_inside_a_longer_word_is_not_found(text: str) -> None:
    assert screened(text, "kadal").signals == ()


def test_a_listed_phrase_is_found_across_punctuation_and_line_breaks() -> None:
    assert screened("Jual  beli,\nSUARA di sini", "jual beli suara", "beli jual").signals == (Signal(Code.LISTED_WORD, "jual beli suara"),)


@pytest.mark.parametrize("entry", ["", " ", "...", "\u200b"])
def test_an_entry_of_the_list_without_a_word_holds_nothing(entry: str) -> None:
    assert screened("Satu ... dua", entry).verdict is Verdict.PUBLISH


# Flags


@pytest.mark.parametrize(
    ("signal", "screening"),
    [
        (Signal(Code.LINKS, "3"), screened("https://a.id HTTP://b.id www.c.id")),
        (Signal(Code.SHOUTING, "100 %"), screened("PASAL INI MEMBERATKAN SEMUA USAHA KECIL DI DESA KAMI")),
        (Signal(Code.NEW_ACCOUNT, "2 h"), screen("Setuju.", listed=[], account_age=timedelta(hours=2, minutes=59))),
        (Signal(Code.BURST, "5"), screen("Setuju.", listed=[], account_age=MONTHS, posts_lately=5)),
    ],
    ids=lambda value: value.code if isinstance(value, Signal) else "",
)
def test_links_shouting_newcomers_and_bursts_flag_without_holding(signal: Signal, screening: Screening) -> None:
    assert screening.signals == (signal,)
    assert screening.verdict is Verdict.PUBLISH


@pytest.mark.parametrize(
    "screening",
    [
        screened("Menurut https://a.id dan https://b.id, Pasal 5 memberatkan usaha kecil."),
        screened("BAB II KETENTUAN UMUM"),
        screen("Surat dari warga.", listed=[], account_age=None),
        screen("Setuju.", listed=[], account_age=timedelta(days=1), posts_lately=4),
        screened(""),
    ],
)
def test_an_ordinary_post_shows_no_signal_at_all(screening: Screening) -> None:
    assert screening.signals == ()


def test_an_administrator_sets_from_where_on_something_is_flagged() -> None:
    strict = Thresholds(links=1, letters=5, account_age=timedelta(days=365))

    screening = screen("LIHAT https://a.id", listed=[], account_age=MONTHS, thresholds=strict)

    assert [signal.code for signal in screening.signals] == [Code.LINKS, Code.NEW_ACCOUNT]


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("08+62@. -a1")), st.lists(st.text()), st.none() | st.timedeltas(timedelta(0)))
def test_a_post_is_held_exactly_if_a_holding_signal_is_present(text: str, listed: list[str], account_age: timedelta | None) -> None:
    screening = screen(text, listed=listed, account_age=account_age)

    assert (screening.verdict is Verdict.HOLD) == bool({signal.code for signal in screening.signals} & HOLDING)


@pytest.mark.parametrize("unit", ["a", "a.", "a@", "0", "08", "0 ", "1.", "+62", "NIK ", "a-", "\ufdfa"])
def test_the_longest_hostile_text_is_screened_within_half_a_second(unit: str) -> None:
    start = process_time()
    screened(unit * (10_000 // len(unit)), *(f"kata{number}" for number in range(500)))
    assert process_time() - start < 0.5

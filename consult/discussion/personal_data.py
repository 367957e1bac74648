"""Personal data that should not stand in a public text: how each kind is written, and what makes a number plausible."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    FAMILY_CARD = "family_card"
    NIK = "nik"  # the number of a person, 16 digits
    TAX_NUMBER = "npwp"
    CARD = "card"
    PHONE = "phone"
    EMAIL = "email"


PROVINCES: Final = frozenset({*range(11, 20), 21, *range(31, 37), 51, 52, 53, *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)})


def is_plausible_nik(written: str) -> bool:
    """Province, regency, district, day (41 to 71 for women), month, year, serial; a family card has the day of its issue."""
    digits = re.sub(r"\D", "", written)
    province, regency, day, month, serial = (
        int(digits[part]) for part in (slice(2), slice(2, 4), slice(6, 8), slice(8, 10), slice(12, 16))
    )
    return province in PROVINCES and 1 <= regency <= 79 and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12 and serial > 0


def has_check_digit(written: str) -> bool:
    """The check of ISO/IEC 7812-1, annex B ("Luhn")."""
    digits = [int(digit) for digit in reversed(re.sub(r"\D", "", written))]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def always(_written: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Pattern:
    kind: Kind
    written: re.Pattern[str]
    holds: Callable[[str], bool] = always


def pattern(kind: Kind, *parts: str, holds: Callable[[str], bool] = always) -> Pattern:
    return Pattern(kind, re.compile("".join(parts), re.IGNORECASE), holds)


ALONE: Final = r"(?<!\d)(?<!\d[.,/-])(?<!Rp)(?<!Rp )(?<!Rp\.)(?<!Rp\. )"  # neither the rest of a number, a date or a reference, nor money
NOT_GROUPED: Final = r"(?!\d{1,3}(?:\.\d{3})+(?![.\d]))"  # 3.201.011.203.400.500 is an amount
SIXTEEN: Final = r"\d(?:[ .-]?\d){15}(?!\d)"
NAMED: Final = r"\b\D{0,20}"  # after the name of a number: "NIK saya: "

PATTERNS: Final = (  # the first that fits takes the number
    pattern(Kind.FAMILY_CARD, r"\b(?:KK|kartu keluarga)", NAMED, SIXTEEN),
    pattern(Kind.NIK, r"\b(?:NIK|KTP|induk kependudukan)", NAMED, SIXTEEN),
    pattern(Kind.TAX_NUMBER, r"\bNPWP", NAMED, r"\d(?:[ .-]?\d){14,15}(?!\d)"),
    pattern(Kind.TAX_NUMBER, ALONE, r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)"),
    pattern(Kind.NIK, ALONE, NOT_GROUPED, SIXTEEN, holds=is_plausible_nik),
    pattern(Kind.CARD, ALONE, r"(?:4\d|5[1-5]|2[2-7]|35|6\d)\d\d([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)", holds=has_check_digit),
    pattern(Kind.CARD, ALONE, r"3[47]\d\d([ -]?)\d{6}\1\d{5}(?!\d)", holds=has_check_digit),
    pattern(Kind.PHONE, ALONE, r"\+62(?:[ ().-]{0,3}\d){8,12}(?!\d)"),
    pattern(Kind.PHONE, ALONE, r"08[1-9](?:[ .-]{0,3}\d){7,10}(?!\d)"),
    pattern(Kind.PHONE, ALONE, r"628[1-9](?:[ -]?\d){7,10}(?!\d)"),
    pattern(Kind.PHONE, ALONE, r"0([ .-])8(?:\1\d){8,11}(?!\d)"),  # digit by digit
    pattern(Kind.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[^\W\d_]{2,24}\b"),
)


def kinds_in(text: str) -> tuple[Kind, ...]:
    """The kinds of personal data in `text`, each once, in the order of the table. `text` is in NFKC."""
    found: dict[Kind, None] = {}
    for each in PATTERNS:
        rest = without(each, text)
        if rest != text:
            found[each.kind] = None
        text = rest
    return tuple(found)


def without(pattern: Pattern, text: str) -> str:
    """`text` with what the pattern takes put out of the reach of the patterns after it."""
    return pattern.written.sub(lambda match: "\ufffd" if pattern.holds(match[0]) else match[0], text)

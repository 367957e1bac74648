"""What of a consultation is hashed into the record: its dates and modes, its texts, its house rules, and how it was answered."""

from collections.abc import Iterator, Mapping

from consult.consultations.models import Consultation
from consult.platform.audit.canonical import digest, salted


def consultation_digest(consultation: Consultation) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of the consultation as it stands."""
    return digest(
        {
            "v": 1,
            "slug": consultation.slug,
            "step": consultation.step,
            "opens_at": consultation.opens_at,
            "closes_at": consultation.closes_at,
            "moderation": consultation.moderation,
            "institution": consultation.institution,
            "contact": consultation.contact,
            "legal_basis": consultation.legal_basis,
            "announcement": consultation.announcement,
            "practice": consultation.practice,
            "texts": list(consultation.texts.order_by("language").values("language", "title", "summary", "question")),
            "house_rules": list(house_rules(consultation)),
            **answer(consultation),
        }
    )


def answer(consultation: Consultation) -> Mapping[str, object]:
    """When it was marked as answered, and what was left open and why; nothing before, nor of those of which no instant was kept."""
    if consultation.answered_at is None:
        return {}
    at, left, reason = consultation.answered_at, consultation.unanswered, consultation.answered_reason
    return {"answered": {"at": at, "unanswered": left, "reason": reason}}


def place_digest(consultation: Consultation) -> str:
    """What the chain `site` holds of a consultation: that there is one of this name."""
    return digest({"v": 1, "slug": consultation.slug})


def membership_digest(role: str, *, who: object) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a membership; `who` is the member's pseudonym in the consultation's chain."""
    return digest({"v": 1, "role": role, "who": who})


def reached_at(salt: str, email: str) -> str:
    """Hexadecimal SHA-256(salt ‖ e-mail address): by which a member of the team signs in. The salt goes with the membership."""
    return salted(salt, email)


def house_rules(consultation: Consultation) -> Iterator[dict[str, object]]:
    """Each rule in each version and language."""
    rules = consultation.house_rules.order_by("number", "version", "texts__language")
    for number, version, language, title, text in rules.values_list("number", "version", "texts__language", "texts__title", "texts__text"):
        yield {"number": number, "version": version, "language": language, "title": title, "text": text}

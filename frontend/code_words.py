"""What codes of the domain are called in front of people, in the active language."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS: Final[Mapping[str, Mapping[str, Promise]]] = {
    "phase": {
        "draft": _("in preparation"),
        "announced": _("announced"),
        "open": _("open"),
        "closed": _("closed"),
        "answered": _("answered"),
        "archived": _("archived"),
    },
    "poll": {
        "draft": _("in preparation"),
        "open": _("open"),
        "closed": _("closed"),
    },
    "paper": {
        "academic_study": _("academic study"),
        "impact_assessment": _("impact assessment"),
        "law_in_force": _("law in force"),
        "other": _("another document"),
    },
    "stance": {
        "support": _("support"),
        "oppose": _("oppose"),
        "mixed": pgettext_lazy("stance", "mixed"),
        "neutral": pgettext_lazy("stance", "neutral"),
    },
    "kind": {
        "comment": _("comment"),
        "question": _("question to the institution"),
        "proposal": _("proposed wording"),
        "reply": _("reply"),
    },
    "operation": {
        "replace": _("Replace the wording by"),
        "insert_after": _("Insert after this clause"),
        "delete": _("Delete this clause"),
    },
    "status": {
        "held": _("waiting for a moderator"),
        "shown": _("public"),
        "hidden": _("hidden by a moderator"),
        "superseded": _("replaced by a later version"),
        "withdrawn": _("withdrawn"),
        "erased": _("erased"),
    },
    "verdict": {"publish": pgettext_lazy("verdict", "published"), "hide": _("hidden"), "restore": _("shown again")},
    "signal": {
        "personal_data": _("personal data"),
        "listed_word": _("listed word"),
        "links": _("links"),
        "shouting": _("capitals"),
        "new_account": _("new account"),
        "burst": _("many in a short time"),
    },
    "personal_data": {
        "family_card": _("a family card number"),
        "nik": _("an identity number (NIK)"),
        "npwp": _("a tax number"),
        "card": _("a bank card number"),
        "phone": _("a telephone number"),
        "email": _("an e-mail address"),
    },
    "scope": {
        "read": _("read"),
        "write": _("contribute, edit, withdraw"),
        "moderate": _("queue and decisions"),
        "manage": _("open and close consultations"),
    },
    "moderation": {
        "before": _("A moderator reads each contribution before it is public."),
        "after": _("Contributions are public at once; a moderator may hide one that breaks a rule, and says why."),
    },
    "part": {
        "preamble": _("Before the articles"),
        "body": _("The articles"),
        "explanation": _("Explanation"),
        "annex": _("Annex"),
    },
    "link": {
        "unchanged": _("unchanged"),
        "changed": _("changed"),
        "moved": _("moved"),
        "split": pgettext_lazy("clause", "split"),
        "merged": pgettext_lazy("clause", "merged"),
        "added": pgettext_lazy("clause", "new"),
        "removed": _("removed"),
    },
    "placement": {
        "exact": _("where they were"),
        "moved": _("moved along with their words"),
        "fuzzy": _("at words that are like theirs"),
        "clause_only": _("at their clause, without the words"),
        "orphaned": _("their clause is gone"),
    },
    "profile": {
        "auto": _("Recognise it automatically"),
        "id": _("As a law or regulation of Indonesia: bab, pasal, ayat"),
        "eu": _("As an act of the European Union: article, paragraph, point"),
        "de": _("As a German law: §, Absatz, Nummer"),
        "us": _("As a bill or act of the United States: SEC., (a), (1), (A)"),
        "numbered": _("By numbers such as 1, 1.2, 1.2.3"),
        "headings": _("By headings"),
        "paragraphs": _("As running text: each paragraph becomes a clause"),
    },
    "role": {
        "citizen": _("citizen"),
        "delegate": _("delegate of an organisation"),
        "moderator": _("moderator"),
        "official": _("official"),
        "administrator": _("administrator"),
    },
}


def word(code: str, kind: str) -> str:
    """The word for a code; the code itself where it is new to the pages."""
    return str(WORDS[kind].get(code, code))

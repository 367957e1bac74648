"""Pages that say the same to everybody: help, the privacy notice, the accessibility statement."""

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from consult.consultations.rules import HOUSE_RULES
from frontend.http_answers import page
from frontend.request_context import SignedRequest

KEPT: Final[tuple[tuple[Promise, Promise, Promise], ...]] = (  # what, what for, until when; tests hold the spans to those of the code
    (_("Your e-mail address"), _("to sign you in, and to send you receipts and decisions"), _("as long as you have an account")),
    (
        _("The names that you give yourself, if any"),
        _("to be shown with a contribution where you choose so"),
        _("until you change them; one that was shown stays with its contribution"),
    ),
    (
        _("That your address was put into the team of a consultation, as what, and by whom under a random name"),
        _("to let you work there; an account is opened for the address where there was none, and you are told by mail"),
        _("until you leave the team; that somebody joined and left stays in the record, without your address"),
    ),
    (_("The language that you read in"), _("to write our letters to you in it"), _("until you change it")),
    (
        _("Your contributions with time, versions, proof of receipt and what was decided about them"),
        _("to show, count and answer them, and to prove what was received"),
        _("for good, as part of the consultation; earlier where you have them erased"),
    ),
    (
        _("Files that you send along, with their names and with what a program read in them"),
        _("to show them with your contribution, to find them by their words, and to look for personal data in them"),
        _("as long as the contribution; where they were put with a letter that is not sent, as long as that"),
    ),
    (
        _("How many files you sent in a day, and how large"),
        _("so that nobody fills the storage"),
        _("about two days"),
    ),
    (
        _("Which contributions you supported or reported, and your note to the moderators"),
        _("to count each person once, and to let moderators look at what was reported"),
        _("until you take a support back; else for good, without you and your note once you have your data erased"),
    ),
    (
        _("That you took part in a poll; your vote lies apart from that, with nothing that joins the two"),
        _("to count one vote for each account, and to let everybody recount"),
        _("for good; while the poll is open, whoever runs the database could join them"),
    ),
    (
        _("A record of what was done, in which you have a random name"),
        _("to show any later change; it holds hashes, not your words"),
        _("for good; who the random name is goes with your account"),
    ),
    (_("A cookie for being signed in"), _("to know you from page to page"), _("until you sign out, at most two weeks")),
    (_("A cookie against forged forms"), _("so that nobody sends something in your name"), _("a year, in your browser only")),
    (_("A cookie for the size of the text, if you chose one"), _("to show drafts in it again"), _("a year, in your browser only")),
    (
        _("A note in the browser of moderators: whether keys are on"),
        _("so that keys that were turned off stay off"),
        _("until you clear what your browser stores for this site"),
    ),
    (
        _("What you wrote and have not sent: your letters, and what you wrote before signing in"),
        _("so that you can go on writing, and send it"),
        _("until you send it or throw it away; else 90 days after you last changed it, and two weeks where you had not signed in"),
    ),
    (
        _("How often something was asked for, by account and under a hash of the network address"),
        _("so that nobody crowds out the others"),
        _("about a day"),
    ),
    (_("The random key of each form that you sent"), _("so that sending twice does it once"), _("30 days")),
    (_("Tokens for programs, as hashes"), _("to let your programs in"), _("180 days, or until you take them back")),
    (_("That a letter was sent to you"), _("to look into one that did not arrive"), _("seven days")),
)


@require_safe
def help_page(request: SignedRequest) -> HttpResponse:
    """How it works: for those who read and write, for moderators, for officials."""
    return static_page(request, "help.html", rules=house_rules(get_language() or "id"))


@require_safe
def privacy(request: SignedRequest) -> HttpResponse:
    """What is kept about people, what for, and until when."""
    return static_page(request, "privacy.html", kept=KEPT)


@require_safe
def accessibility(request: SignedRequest) -> HttpResponse:
    """Who can use it and how, what hinders still, and whom to tell."""
    return static_page(request, "accessibility.html")


def static_page(request: SignedRequest, template: str, **given: Any) -> HttpResponse:
    """A page with whom to write to."""
    return page(request, template, {"contact": settings.CONTACT, **given})


def house_rules(language: str) -> list[tuple[str, str]]:
    """Title and text of the rules that a consultation begins with, in the language, or else in Indonesian."""
    return [in_language(rule, language) for rule in HOUSE_RULES]


def in_language(rule: Mapping[str, tuple[str, str]], language: str) -> tuple[str, str]:
    """One of them."""
    return rule.get(language, rule["id"])

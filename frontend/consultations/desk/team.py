"""The team of a consultation: who is in it, adding to it, leaving it, and taking somebody out of it."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consult.access import Right
from consult.consultations.actions import Team, add_members, leave_team, remove_member
from consult.consultations.queries import consultation_of, roles_by_consultation, team_of, text_in
from consult.consultations.rights import may, require
from consult.consultations.rules import TeamRole
from frontend.consultations.desk.description import addresses, lines
from frontend.forms import KeyedForm, form_page, refusals_on
from frontend.http_answers import PRIVATE
from frontend.request_context import SignedRequest


class TeamForm(KeyedForm):
    """Addresses that join the team."""

    name: ClassVar[str] = "adding"

    moderators = lines(gettext_lazy("Further moderators"), 5_000, help_text=gettext_lazy("An e-mail address a line."))
    officials = lines(gettext_lazy("Further officials"), 5_000, help_text=gettext_lazy("An e-mail address a line."))

    def clean_officials(self) -> list[str]:
        """Their addresses."""
        return addresses(self.cleaned_data["officials"])

    def clean_moderators(self) -> list[str]:
        """Their addresses."""
        return addresses(self.cleaned_data["moderators"])

    @property
    def team(self) -> Team:
        """Who joins as what."""
        return {TeamRole.OFFICIAL: self.cleaned_data["officials"], TeamRole.MODERATOR: self.cleaned_data["moderators"]}


class LeavingForm(KeyedForm):
    """Which role is given up."""

    name: ClassVar[str] = "leaving"

    role = forms.ChoiceField(choices=[(role.value, role.value) for role in TeamRole], widget=forms.HiddenInput({"id": False}))


class RemovalForm(KeyedForm):
    """Nothing but the key."""

    name: ClassVar[str] = "removal"


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: SignedRequest, slug: str) -> HttpResponse:
    """The team; what is posted to it adds to it."""
    if request.method != "POST":
        return team_page(request, slug)
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.TEAM_CHANGE, at=row, now=request.now)
    form = TeamForm(request.POST)

    def add() -> HttpResponse:
        add_members(actor=request.viewer, slug=slug, team=form.team, now=request.now, key=form.once)
        messages.success(request, _("They are in the team now, and are told by mail."))
        return redirect("desk_team", slug=slug)

    return done_or_shown(request, slug, form, add)


@require_POST
def left(request: SignedRequest, slug: str) -> HttpResponse:
    """Give one's own role up; the way leads back to the team where one is in it still, else to one's own page."""
    form = LeavingForm(request.POST)

    def leave() -> HttpResponse:
        row = leave_team(actor=request.viewer, slug=slug, role=TeamRole(form.cleaned_data["role"]), now=request.now, key=form.once)
        messages.success(request, _("You have left the team in this role."))
        still = row.pk in roles_by_consultation(viewer=request.viewer)
        return redirect("desk_team", slug=slug) if still else redirect("me")

    return done_or_shown(request, slug, form, leave)


@require_POST
def removed(request: SignedRequest, slug: str, member: int) -> HttpResponse:
    """Take somebody else out."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    require(request.viewer, Right.TEAM_CHANGE, at=row, now=request.now)
    form = RemovalForm(request.POST)

    def remove() -> HttpResponse:
        remove_member(actor=request.viewer, slug=slug, member=member, now=request.now, key=form.once)
        messages.success(request, _("They are out of the team."))
        return redirect("desk_team", slug=slug)

    return done_or_shown(request, slug, form, remove)


def done_or_shown(request: SignedRequest, slug: str, form: KeyedForm, act: Callable[[], HttpResponse]) -> HttpResponse:
    """What was asked is done, or comes back with what is in the way."""
    if form.is_valid():
        with refusals_on(form):
            return act()
    return team_page(request, slug, form)


def team_page(request: SignedRequest, slug: str, came_back: KeyedForm | None = None) -> HttpResponse:
    """The page, with the form that came back where there is one."""
    row = consultation_of(slug, viewer=request.viewer, now=request.now)
    members = team_of(row, viewer=request.viewer, now=request.now)
    return form_page(
        request,
        "consultations/desk/members.html",
        came_back,
        cache=PRIVATE,
        row=row,
        text=text_in(row, get_language() or "id"),
        own=[(one, LeavingForm(initial={"role": one.role})) for one in members if one.person == request.viewer.person],
        others=[(one, RemovalForm()) for one in members if one.person != request.viewer.person],
        adding=came_back if isinstance(came_back, TeamForm) else TeamForm(),
        may_change=may(request.viewer, Right.TEAM_CHANGE, at=row, now=request.now),
    )

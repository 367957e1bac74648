"""What holds on every page, in both languages, for everybody."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings

from consult.discussion.rules import Kind, Operation, Proposal, ShownName
from tests.cast import Scene, Someone
from tests.frontend.pages import Page, browser, page


@dataclass(frozen=True)
class Sight:
    """A page as somebody gets it."""

    path: str
    status: int
    who: str
    language: str
    page: Page
    headers: dict[str, str]
    cookies: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path} for {self.who} in {self.language}"


def paths(scene: Scene, siti: Someone, budi: Someone) -> list[str]:
    """Every page there is, with something on it."""
    clause, slug = scene.clause("Pasal 2"), scene.row.slug
    proposal = Proposal(Operation.REPLACE, "Lapak dibagi rata.")
    shown = siti.posts("Usul https://example.org.", on=clause, kind=Kind.PROPOSAL, proposal=proposal, shown_name=ShownName.REAL)
    held = siti.posts("Hubungi 0812-3456-7890.", on=clause)
    budi.hides(siti.posts("Promosi.", on=clause))
    siti.edits(shown, text="Usul saya.")
    k, desk = f"/k/{slug}/", f"/desk/{slug}/"
    receipt, told = held.versions.get().receipt_id, ["/help/", "/privacy/", "/accessibility/"]
    public = ["/", *told, "/receipts/", f"/receipts/{receipt}/", "/sign-in/", "/sign-in/suspended/"]
    of_consultation = [k, f"{k}draft/", f"{k}clauses/{clause}/", f"{k}report/", f"{k}moderation/"]
    own = ["/me/", f"/me/posts/{shown.pk}/edit/", f"/me/posts/{shown.pk}/withdraw/"]
    return [*public, *of_consultation, *own, desk, f"{desk}queue/", f"{desk}queue/{held.pk}/", f"{desk}queue/{shown.pk}/", "/nothing/"]


SEEN: list[Sight] = []


@pytest.fixture
def sights(request: pytest.FixtureRequest) -> list[Sight]:
    """All pages as a visitor, a citizen, a moderator and an official get them, redirects left out. They are asked for once."""
    if not SEEN:
        people = {name: request.getfixturevalue(name) for name in ("siti", "budi", "ratna")}
        every = paths(request.getfixturevalue("lively"), people["siti"], people["budi"])
        SEEN.extend(seen(every, {"a visitor": None, **people}))
    return SEEN


def seen(every: list[str], people: dict[str, Someone | None]) -> Iterator[Sight]:
    """Each page for each person in each language."""
    for who, someone in people.items():
        for language in ("id", "en"):
            client = browser(someone, language=language)
            before = set(client.cookies)
            for path in every:
                answer = client.get(path)
                if answer.status_code < 300 or answer.status_code >= 400:
                    fresh = tuple(sorted(set(answer.cookies) - before))
                    yield Sight(path, answer.status_code, who, language, page(answer), dict(answer.headers), fresh)


def test_every_page_keeps_to_the_house_style(sights: list[Sight]) -> None:
    assert len(sights) > 100
    for sight in sights:
        tags = [tag for tag, _had in sight.page.elements]
        assert sight.page.find("html", lang=sight.language), sight
        assert tags.count("h1") == tags[: tags.index("body")].count("title") == tags.count("main") == 1, sight
        assert sight.page.find("a", class_="skip", href="#content"), sight
        assert sight.page.find("form", action="/language/", method="post") or sight.page.find("button", name="in_language"), sight


def test_no_page_holds_a_script_a_style_or_an_event_of_its_own(sights: list[Sight]) -> None:
    for sight in sights:
        for tag, had in sight.page.elements:
            assert tag != "style", sight
            assert tag != "script" or had.get("src", "").startswith("/static/"), sight
            assert not [name for name in had if name == "style" or name.startswith("on")], sight
            assert not had.get("href", "").startswith("javascript:"), sight


def test_every_page_comes_with_the_policy_that_forbids_all_else(sights: list[Sight]) -> None:
    for sight in sights:
        policy = sight.headers["Content-Security-Policy"]
        for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert part in policy, sight
        assert "unsafe" not in policy, sight


def test_no_page_of_somebody_may_be_kept_by_a_shared_cache(sights: list[Sight]) -> None:
    for sight in sights:
        kept = sight.headers["Cache-Control"]
        assert "private" in kept or "no-store" in kept or (sight.who == "a visitor" and kept == "no-cache"), sight


def test_reading_sets_no_cookie_but_the_one_that_guards_a_form(sights: list[Sight]) -> None:
    for sight in sights:
        if sight.who == "a visitor" and not sight.path.startswith("/sign-in/"):
            has_form = bool(sight.page.find("input", name="csrfmiddlewaretoken"))
            assert set(sight.cookies) <= ({"csrftoken"} if has_form else set()), sight


def test_every_id_is_there_once_and_every_label_has_its_field(sights: list[Sight]) -> None:
    for sight in sights:
        ids = [had["id"] for _tag, had in sight.page.elements if "id" in had]
        assert len(ids) == len(set(ids)), sight
        assert {had["for"] for had in sight.page.find("label") if "for" in had} <= set(ids), sight


def test_every_reference_between_elements_leads_somewhere(sights: list[Sight]) -> None:
    for sight in sights:
        ids = {had["id"] for _tag, had in sight.page.elements if "id" in had}
        for _tag, had in sight.page.elements:
            for name in ("aria-labelledby", "aria-describedby"):
                assert set(had.get(name, "").split()) <= ids, (sight, had)


def test_headings_leave_no_level_out(sights: list[Sight]) -> None:
    for sight in sights:
        levels = [int(tag[1]) for tag, _had in sight.page.elements if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        assert levels[0] == 1, sight
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), (sight, levels)


def test_every_form_that_changes_something_is_guarded_but_for_the_language(sights: list[Sight]) -> None:
    for sight in sights:
        for form in sight.page.forms:
            if form.attributes.get("method") == "post" and form.attributes["action"] != "/language/":
                assert form.fields.get("csrfmiddlewaretoken"), (sight, form)


def test_no_page_of_ours_names_another_host_but_in_peoples_words(sights: list[Sight]) -> None:
    for sight in sights:
        for _tag, had in sight.page.elements:
            for name in ("href", "src", "action"):
                address = had.get(name, "")
                assert address.startswith(("/", "#", "?")) or had.get("rel") == "nofollow ugc noopener" or not address, (sight, had)


def test_the_languages_that_are_offered_are_those_that_are_spoken() -> None:
    assert [code for code, _name in settings.LANGUAGES] == ["id", "en"]

"""What readers reported, for the team's programs; and letting it stand."""

from datetime import timedelta

import pytest

from consult.discussion.models import Post
from consult.moderation.models import Keeping
from tests.api.clients import fields, problem, program
from tests.cast import REASON, Scene, Someone, moment

NOTE = "Menghina Pak Lurah."


@pytest.fixture
def post(lively: Scene, siti: Someone) -> Post:
    """A public one."""
    return siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))


def test_the_team_reads_rules_and_notes_and_not_who_wrote_them(
    lively: Scene, post: Post, siti: Someone, agus: Someone, ratna: Someone, budi: Someone
) -> None:
    siti.posts("Tidak dilaporkan.", on=lively.clause("Pasal 3"))
    agus.flags(post, rule=3, text=NOTE)
    ratna.flags(post, rule=2)

    found = program(budi).sees(f"/moderation/{lively.row.slug}/flags/")

    [row] = found["results"]
    assert (row["id"], row["text"], row["status"]) == (str(post.pk), "Lapak perlu atap.", "shown")
    assert [(flag["rule"], flag["text"], flag["version"]) for flag in row["flags"]] == [(3, NOTE, 1), (2, "", 1)]
    for one in (agus, ratna):
        assert one.person.name not in str(found)
        assert str(one.person.pk) not in str(found)


def test_what_is_answered_is_off_the_list(lively: Scene, post: Post, agus: Someone, budi: Someone) -> None:
    agus.flags(post)

    kept = program(budi).sends(f"/posts/{post.pk}/keeping/", {"reason": REASON, "version": 1}, key="kunci")
    again = program(budi).sends(f"/posts/{post.pk}/keeping/", {"reason": REASON, "version": 1}, key="kunci")

    assert (kept.status_code, kept.content) == (again.status_code, again.content) == (201, kept.content)
    assert kept.json()["reason"] == REASON
    assert Keeping.objects.count() == 1
    assert program(budi).sees(f"/moderation/{lively.row.slug}/flags/")["results"] == []


def test_letting_stand_names_what_is_wrong(post: Post, siti: Someone, agus: Someone, budi: Someone) -> None:
    path = f"/posts/{post.pk}/keeping/"

    assert problem(program(budi).sends(path, {"reason": REASON}), 409)
    agus.flags(post)
    assert fields(program(budi).sends(path, {"reason": "Baik."}), 422) == {"reason": "decision.reason"}
    assert fields(program(budi).sends(path, {}), 400) == {"reason": "input.required"}
    assert problem(program(budi).sends(path, {"reason": REASON, "version": 7}), 409)
    assert problem(program(agus).sends(path, {"reason": REASON}), 403)


def test_what_was_reported_first_is_first_whatever_its_number(
    lively: Scene, post: Post, siti: Someone, agus: Someone, budi: Someone
) -> None:
    now = moment()
    others = [siti.posts(f"Lapak {n}.", on=lively.clause("Pasal 3"), now=now + timedelta(minutes=n)) for n in range(55)]
    reported = [*reversed(others), post]
    for n, one in enumerate(reported):
        agus.flags(one, now=now + timedelta(hours=n + 1))

    first = program(budi).sees(f"/moderation/{lively.row.slug}/flags/")
    second = program(budi).sees(first["next"].partition("/api/v1")[2])

    assert [row["id"] for row in [*first["results"], *second["results"]]] == [str(one.pk) for one in reported]

"""A moderator at work: by mouse, by keys, many at once, two at a time, and taking something back."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from consult.discussion.models import Post
from consult.discussion.rules import Status
from consult.moderation.models import Decision
from consult.moderation.reason_templates import TEMPLATES
from tests.cast import Scene, Someone
from tests.flows.conftest import WAYS, Browsers

QUEUE = "/desk/pasar-pagi/queue/"
WORDS = {template.code: template.text["id"] for template in TEMPLATES}
MINUTE = timedelta(minutes=1)


def waiting(scene: Scene, *who: Someone) -> list[Post]:
    """A post of each that waits, on one clause after another, oldest first."""
    clauses = [scene.clause(label) for label in ("Pasal 3", "Pasal 4", "Pasal 5")]
    return [one.posts(f"Pendapat nomor {n} dari pedagang.", on=clauses[n % 3]) for n, one in enumerate(who)]


def address(post: Post) -> str:
    """Where it is decided."""
    return f"{QUEUE}{post.pk}/"


def status_of(post: Post) -> str:
    """Its status now."""
    return Post.objects.get(pk=post.pk).status


def at(page: Page, post: Post) -> None:
    """The page shows that contribution."""
    expect(page).to_have_url(re.compile(f"{post.pk}/$"))


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_the_queue_is_worked_through_by_pointing(
    browsers: Browsers, consultation: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    first, second, third = waiting(consultation, siti, agus, siti)
    page = browsers.open(budi)
    page.goto("/desk/pasar-pagi/")
    page.get_by_role("link", name="Antrean", exact=True).first.click()
    expect(page.get_by_text("3 menunggu, paling lama")).to_be_visible()
    if page.get_by_role("link", name="Antrean (3)").is_visible():  # on a phone the list waits behind it
        page.get_by_role("link", name="Antrean (3)").click()
    expect(page.get_by_role("navigation", name="Antrean").get_by_role("link", name=re.compile("Pasal 3"))).to_have_attribute(
        "aria-current", "true"
    )

    page.get_by_label("Tampilkan").check()
    page.get_by_label("Templat alasan").select_option(label="Sesuai aturan (1)")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_text("Diputuskan: ditampilkan")).to_be_visible()
    at(page, second)

    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Sembunyikan").check()
    page.get_by_label("Aturan diskusi").select_option("4")
    page.get_by_label("Alasan, ditujukan kepada penulis").fill("Masukan yang sama sudah ada.")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    at(page, third)

    assert [status_of(post) for post in (first, second, third)] == [Status.SHOWN, Status.HIDDEN, Status.HELD]
    assert Decision.objects.get(version__post=first).reason == WORDS["welcome"]
    assert Decision.objects.get(version__post=second).rule.number == 4


@pytest.mark.parametrize("browsers", ["phone", "phone-without-javascript"], indirect=True)
def test_on_a_phone_the_contribution_comes_first_and_the_queue_is_one_tap_away(
    browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone
) -> None:
    first, second, third = waiting(consultation, siti, siti, siti)
    page = browsers.open(budi)
    page.goto(address(second))
    queue = page.get_by_role("navigation", name="Antrean")
    expect(queue).to_be_hidden()

    page.get_by_role("link", name="Berikutnya").click()
    at(page, third)
    page.get_by_role("link", name="Antrean (3)").click()
    expect(queue).to_be_visible()
    queue.get_by_role("link", name=re.compile("Pasal 3")).click()
    at(page, first)


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_the_queue_is_worked_through_by_keys(browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone) -> None:
    first, second, third = waiting(consultation, siti, siti, siti)
    page = browsers.open(budi)
    page.goto(address(first))
    page.keyboard.press("j")
    at(page, second)
    page.keyboard.press("k")
    at(page, first)

    page.keyboard.press("a")
    expect(page.get_by_label("Tampilkan")).to_be_checked()
    expect(page.get_by_label("Alasan, ditujukan kepada penulis")).to_have_value(WORDS["welcome"])
    expect(page.get_by_role("button", name="Simpan dan lanjut")).to_be_focused()
    assert status_of(first) == Status.HELD  # nothing is sent by one key
    page.keyboard.press("Enter")
    at(page, second)
    assert status_of(first) == Status.SHOWN

    page.keyboard.press("r")
    expect(page.get_by_label("Templat alasan")).to_be_focused()
    page.get_by_label("Templat alasan").select_option("personal_data")
    expect(page.get_by_label("Aturan diskusi")).to_have_value("2")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    at(page, third)
    assert Decision.objects.get(version__post=second).reason == WORDS["personal_data"]
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Batalkan putusan ini")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dibatalkan: sekarang tampil untuk umum.")).to_be_visible()
    assert status_of(second) == Status.SHOWN


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_a_key_after_another_never_leaves_the_reason_of_the_first(
    browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone
) -> None:
    post = waiting(consultation, siti)[0]
    page = browsers.open(budi)
    page.goto(address(post))
    template, rule = page.get_by_label("Templat alasan"), page.get_by_label("Aturan diskusi")
    reason = page.get_by_label("Alasan, ditujukan kepada penulis")

    page.keyboard.press("r")
    expect(template).to_be_focused()
    page.keyboard.press("a")  # of “Ancaman”, too
    expect(page.get_by_label("Tampilkan")).to_be_checked()
    expect(template).to_have_value("welcome")
    page.keyboard.press("r")
    for field, nothing in ((template, ""), (rule, ""), (reason, "")):
        expect(field).to_have_value(nothing)

    template.select_option("insult")
    template.select_option("")
    for field, nothing in ((rule, ""), (reason, "")):
        expect(field).to_have_value(nothing)

    template.select_option("threat")
    reason.fill("Kata-kata saya sendiri.")
    page.get_by_label("Tampilkan").check()
    for field, left in ((template, ""), (rule, ""), (reason, "Kata-kata saya sendiri.")):
        expect(field).to_have_value(left)


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_keys_rest_while_one_types_with_modifiers_and_where_they_are_turned_off(
    browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone
) -> None:
    first, second = waiting(consultation, siti, siti)
    page = browsers.open(budi)
    page.goto(address(first))
    reason = page.get_by_label("Alasan, ditujukan kepada penulis")

    reason.press_sequentially("jakar")
    expect(reason).to_have_value("jakar")
    expect(page.get_by_label("Tampilkan")).not_to_be_checked()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Control+j")
    page.keyboard.press("Shift+A")
    expect(page.get_by_label("Tampilkan")).not_to_be_checked()
    at(page, first)

    page.get_by_label("Pakai tombol ini").uncheck()
    page.keyboard.press("j")
    expect(page.get_by_text("berikutnya", exact=True)).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Pakai tombol ini")).not_to_be_checked()
    page.keyboard.press("j")
    at(page, first)
    page.get_by_label("Pakai tombol ini").check()
    page.keyboard.press("j")
    at(page, second)


@pytest.mark.parametrize("browsers", ["desk-without-javascript"], indirect=True)
def test_without_javascript_no_key_is_promised(browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone) -> None:
    post, _ = waiting(consultation, siti, siti)
    page = browsers.open(budi)
    page.goto(address(post))

    expect(page.locator("kbd:visible")).to_have_count(0)
    expect(page.get_by_text("Pakai tombol ini")).to_be_hidden()
    page.get_by_text("Bunyi templat").click()
    expect(page.get_by_text(WORDS["insult"][:40])).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk"], indirect=True)
def test_a_template_never_takes_the_place_of_what_was_typed_without_asking(
    browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone
) -> None:
    post = waiting(consultation, siti)[0]
    page = browsers.open(budi)
    page.goto(address(post))
    reason, answers = page.get_by_label("Alasan, ditujukan kepada penulis"), iter([False, True])
    page.on("dialog", lambda dialog: dialog.accept() if next(answers) else dialog.dismiss())

    page.get_by_label("Templat alasan").select_option("insult")
    page.get_by_label("Templat alasan").select_option("threat")  # that was no one's typing
    expect(reason).to_have_value(WORDS["threat"])
    reason.fill("Kata-kata saya sendiri.")
    page.get_by_label("Templat alasan").select_option("insult")
    expect(reason).to_have_value("Kata-kata saya sendiri.")
    page.get_by_label("Templat alasan").select_option("unlawful")
    expect(reason).to_have_value(WORDS["unlawful"])
    page.get_by_label("Tampilkan").check()
    expect(reason).to_have_value(WORDS["welcome"])
    page.get_by_label("Sembunyikan").check()
    page.get_by_label("Aturan diskusi").select_option("2")
    expect(reason).to_have_value(WORDS["personal_data"])


@pytest.mark.parametrize("browsers", WAYS, indirect=True)
def test_several_are_chosen_looked_at_once_more_and_decided_together(
    browsers: Browsers, consultation: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    posts = waiting(consultation, siti, agus, siti, agus)
    page = browsers.open(budi)
    page.goto(QUEUE)
    page.get_by_role("link", name="Pilih beberapa, paling banyak 50").click()
    page.get_by_role("button", name="Pilih semua di halaman ini").click()
    page.get_by_label(re.compile("Pendapat nomor 1 ")).uncheck()
    page.get_by_label("Sembunyikan").check()
    page.get_by_label("Templat alasan").select_option("advertising")
    page.get_by_role("button", name="Periksa sekali lagi").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa sekali lagi")
    expect(page.get_by_text(WORDS["advertising"])).to_be_visible()
    expect(page.get_by_text("Pendapat nomor 1 dari pedagang.")).to_have_count(0)
    assert not Decision.objects.exists()
    page.get_by_role("button", name="Putuskan 3 masukan").click()

    expect(page.get_by_text("3 masukan diputuskan")).to_be_visible()
    assert [status_of(post) for post in posts] == [Status.HIDDEN, Status.HELD, Status.HIDDEN, Status.HIDDEN]


@pytest.mark.parametrize("browsers", ["desk", "phone-without-javascript"], indirect=True)
def test_of_two_moderators_the_second_is_told_who_was_first(
    browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone, wati: Someone
) -> None:
    posts = waiting(consultation, siti, siti, siti)
    alone, together = browsers.open(budi), browsers.open(wati)
    alone.goto(address(posts[0]))
    together.goto(f"{QUEUE}batch/")
    together.get_by_role("button", name="Pilih semua di halaman ini").click()
    together.get_by_label("Tampilkan").check()
    together.get_by_label("Templat alasan").select_option("welcome")
    together.get_by_role("button", name="Periksa sekali lagi").click()

    alone.get_by_label("Sembunyikan").check()
    alone.get_by_label("Templat alasan").select_option("off_topic")
    alone.get_by_role("button", name="Simpan dan lanjut").click()
    at(alone, posts[1])

    together.get_by_role("button", name="Putuskan 3 masukan").click()
    expect(together.get_by_role("alert")).to_contain_text("Yang tidak menunggu lagi dari pilihan Anda: 1.")
    expect(together.get_by_text("Ada yang lebih dahulu: Budi memutuskan “disembunyikan”")).to_be_visible()
    expect(together.locator("input[name=chosen]:checked")).to_have_count(2)
    together.get_by_role("button", name="Periksa sekali lagi").click()
    together.get_by_role("button", name="Putuskan 2 masukan").click()
    expect(together.get_by_text("2 masukan diputuskan")).to_be_visible()

    alone.get_by_label("Sembunyikan").check()
    alone.get_by_label("Templat alasan").select_option("off_topic")
    alone.get_by_role("button", name="Simpan dan lanjut").click()
    expect(alone.get_by_role("alert")).to_contain_text("Ada yang lebih dahulu: Wati memutuskan “ditampilkan”")
    assert [status_of(post) for post in posts] == [Status.HIDDEN, Status.SHOWN, Status.SHOWN]


@pytest.mark.parametrize("browsers", ["phone", "desk-without-javascript"], indirect=True)
def test_what_one_decided_is_found_again_taken_back_and_told_in_figures(
    browsers: Browsers, lively: Scene, siti: Someone, budi: Someone
) -> None:
    post = siti.posts("Lapak perlu atap.", on=lively.clause("Pasal 3"))
    budi.hides(post, rule=3, reason="Ada kata yang menghina.")
    page = browsers.open(budi)
    page.goto("/desk/pasar-ramai/queue/")
    page.get_by_role("link", name="Putusan saya").click()
    expect(page.get_by_text("Penulis diberi tahu pukul")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Batalkan")).click()

    expect(page.get_by_label("Tampilkan lagi")).to_be_checked()
    page.get_by_label("Templat alasan").select_option("our_mistake")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Putusan saya")
    expect(page.get_by_text("Penulis tidak diberi tahu")).to_be_visible()
    assert status_of(post) == Status.SHOWN

    stranger = browsers.open()
    stranger.goto("/k/pasar-ramai/moderation/")
    expect(stranger.get_by_text("1 putusan kemudian dibatalkan.")).to_be_visible()
    log = stranger.locator("#log")
    expect(log).to_contain_text("Ditampilkan lagi: Masukan 1")
    expect(log).not_to_contain_text("Budi")
    log.get_by_role("link", name="Masukan 1").first.click()
    expect(stranger.get_by_role("article", name="Masukan 1")).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk", "phone-without-javascript"], indirect=True)
def test_the_keyboard_alone_is_enough_to_decide(browsers: Browsers, consultation: Scene, siti: Someone, budi: Someone) -> None:
    first, second = waiting(consultation, siti, siti)
    page = browsers.open(budi)
    page.goto(address(first))
    page.locator("input[name=verdict]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Templat alasan")).to_be_focused()
    page.get_by_label("Templat alasan").press("ArrowDown")
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.locator("button:focus").count():
            break
    page.keyboard.press("Enter")

    at(page, second)
    assert status_of(first) == Status.SHOWN

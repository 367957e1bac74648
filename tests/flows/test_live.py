"""A thread that is live: what others write waits in a bar, what is hidden goes at once, and no socket is needed for it."""

import re
import time
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from consult.anchoring.quotes import Quote
from consult.discussion.actions import submit_post
from consult.discussion.locks import Place
from consult.discussion.models import Post, Thread, ThreadEvent
from consult.discussion.queries.posts import general_thread
from consult.discussion.rules import Channel, Contribution, Event, Kind, Operation, Proposal, ShownName, Stance
from tests.cast import Scene, Someone, moment
from tests.flows.conftest import Browsers
from tests.flows.live_server import browsers, daphne
from tests.sights.axe import violations

__all__ = ["browsers", "daphne"]

EAR: Final = """(() => {
  const Plain = WebSocket;
  window.opened = [], window.sent = [];
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      opened.push(this);
      this.addEventListener("message", ({ data }) => { if (JSON.parse(data).type === "hello") this.greeted = true; });
    }
    send(data) { sent.push(data); super.send(data); }
  };
})()"""
FORBIDDEN: Final = (
    """window.opened = 0; window.WebSocket = class { constructor() { opened++; setTimeout(() => this.onclose({ code: 1006 })); } }"""
)
SAVING: Final = f"{EAR}; Object.defineProperty(navigator, 'connection', {{ value: {{ saveData: true }} }})"
SHIFTS: Final = """window.shifts = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) shifts += one.value; })
    .observe({ type: "layout-shift", buffered: false })"""
COVERED: Final = """() => [...document.querySelectorAll("#write :is(a, button, textarea, input, summary)")].filter(one => {
  one.scrollIntoView({ block: "end" });
  const { x, y, width, height } = one.getBoundingClientRect();
  return width && document.elementFromPoint(x + width / 2, y + height / 2)?.closest(".live");
}).map(one => one.outerHTML)"""
LISTENING: Final = "opened.some(one => one.greeted && one.readyState === 1)"
BRANCH: Final = re.compile("branch=1$")
ANY_BRANCH: Final = re.compile("branch=")
SOON: Final = 8_000  # ms; what rings in another process is heard within two seconds


def opened(browsers: Browsers, scene: Scene, who: Someone | None = None, *, script: str = EAR, more: str = "") -> Page:
    """The page of Pasal 3, listening."""
    page = browsers.open(who)
    page.add_init_script(script)
    page.goto(f"/k/{scene.row.slug}/clauses/{scene.clause('Pasal 3')}/{more}")
    if script is EAR:
        comes(page, LISTENING)
    return page


def speak(who: Someone, scene: Scene, number: int = 1, **more: Any) -> list[Post]:
    """So many contributions on Pasal 3."""
    return [who.posts(f"Pendapat {n} dari {who.person.name}.", on=scene.clause("Pasal 3"), **more) for n in range(number)]


def comes(page: Page, true: str) -> None:
    """Wait until it is so on the page; its policy lets no script be made of text, Playwright's own included."""
    waits(page, lambda: bool(page.evaluate(true)))


def waits(page: Page, until: Callable[[], bool]) -> None:
    """Wait until it is so, while the page goes on."""
    end = time.monotonic() + SOON / 1000
    while not until():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def fails(page: Page, what: str | re.Pattern[str] = ANY_BRANCH) -> None:
    """Let every fetch of it fail from now on."""
    page.route(what, lambda route: route.fulfill(status=503))


def bar(page: Page, says: str) -> Locator:
    """The button that says what waits."""
    button = page.get_by_role("status").get_by_role("button", name=says, exact=True)
    expect(button).to_be_visible(timeout=SOON)
    return button


def article(page: Page, number: int) -> Locator:
    """A contribution on the page."""
    return page.locator(f"#post-{number}")


@pytest.mark.parametrize("browsers", ["desk", "phone"], indirect=True)
def test_what_another_writes_waits_in_a_bar_and_nothing_moves_until_it_is_asked_for(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone
) -> None:
    speak(siti, lively, 9)
    page = opened(browsers, lively)
    article(page, 5).scroll_into_view_if_needed()
    page.evaluate(SHIFTS)
    before = page.evaluate("scrollY")

    speak(agus, lively)
    button = bar(page, "1 masukan baru")
    expect(article(page, 10)).to_have_count(0)
    speak(agus, lively)
    bar(page, "2 masukan baru")
    assert (page.evaluate("scrollY"), page.evaluate("shifts")) == (before, 0)
    assert violations(page) == []

    page.get_by_role("button", name="2 masukan baru").click()
    expect(article(page, 10)).to_be_focused()
    expect(article(page, 11)).to_contain_text("Pendapat 0 dari Agus.")
    expect(button).to_have_count(0)


def test_ones_own_words_are_nothing_new_to_oneself(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively, siti)
    page.get_by_label("setuju", exact=True).check()
    page.get_by_label("Teks Anda").fill("Kata saya sendiri.")
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_role("link", name="Lihat di utasnya").click()
    expect(article(page, 1)).to_contain_text("Kata saya sendiri.")
    comes(page, LISTENING)
    page.wait_for_timeout(1_500)

    expect(page.locator(".live")).to_have_text("")
    expect(article(page, 1)).to_have_count(1)


def test_with_the_newest_first_what_comes_is_put_on_top(browsers: Browsers, lively: Scene, siti: Someone, agus: Someone) -> None:
    speak(siti, lively, 2)
    page = opened(browsers, lively, more="?order=newest")
    speak(agus, lively)

    bar(page, "1 masukan baru").click()

    expect(page.locator("article").first).to_have_id("post-3")


def test_a_reply_comes_under_what_it_answers(browsers: Browsers, lively: Scene, siti: Someone, agus: Someone) -> None:
    first, _second = speak(siti, lively, 2)
    page = opened(browsers, lively)
    agus.replies("Setuju dengan yang pertama.", to=first)

    bar(page, "1 masukan baru").click()

    expect(article(page, 1).locator(".replies #post-3")).to_contain_text("Setuju dengan yang pertama.")


def test_in_a_thread_that_was_empty_the_first_words_take_the_place_of_its_being_empty(
    browsers: Browsers, lively: Scene, siti: Someone
) -> None:
    page = opened(browsers, lively)
    expect(page.get_by_text("Belum ada yang menulis di sini")).to_be_visible()
    speak(siti, lively)

    bar(page, "1 masukan baru").click()

    expect(article(page, 1)).to_be_visible()
    expect(page.get_by_text("Belum ada yang menulis di sini")).to_have_count(0)


def test_what_a_moderator_hides_is_gone_from_an_open_page_with_its_mark(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    (post,) = speak(siti, lively, quote=Quote("dialihkan"))
    agus.replies("Balasan yang tetap.", to=post)
    page = opened(browsers, lively)
    expect(page.locator("#quoted-1")).to_be_visible()

    budi.hides(post)

    expect(article(page, 1)).to_contain_text("disembunyikan moderator", timeout=SOON)
    assert "Pendapat 0 dari Siti." not in page.content()
    expect(page.locator("#quoted-1")).to_have_count(0)
    expect(page.locator(".said-here mark")).to_have_count(0)
    expect(page.locator(".said-here")).to_contain_text("dialihkan")
    expect(article(page, 1).locator("#post-2")).to_contain_text("Balasan yang tetap.")


def test_an_answer_that_comes_late_brings_no_hidden_words_back(browsers: Browsers, lively: Scene, siti: Someone, budi: Someone) -> None:
    (post,) = speak(siti, lively)
    page = opened(browsers, lively)
    late: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        """Keep the first answer back, and let all others through."""
        if late:
            return route.continue_()
        late.append((route, route.fetch()))
        return None

    page.route(BRANCH, hold)
    siti.edits(post, text="Kata yang segera disembunyikan.")
    waits(page, lambda: bool(late))
    budi.hides(post)
    expect(article(page, 1)).not_to_contain_text("Pendapat 0", timeout=SOON)
    route, answer = late[0]
    assert "Kata yang segera disembunyikan." in answer.text()
    route.fulfill(response=answer)

    expect(article(page, 1)).to_contain_text("disembunyikan moderator", timeout=SOON)
    page.wait_for_timeout(500)
    assert "Kata yang segera disembunyikan." not in page.content()


def test_what_is_hidden_while_it_waits_waits_no_more(browsers: Browsers, lively: Scene, siti: Someone, budi: Someone) -> None:
    page = opened(browsers, lively)
    (post,) = speak(siti, lively)
    button = bar(page, "1 masukan baru")

    budi.hides(post)

    expect(button).to_have_count(0, timeout=SOON)


def test_what_is_edited_or_withdrawn_changes_where_it_stands(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    first, second = speak(siti, lively, 2)
    page = opened(browsers, lively)

    siti.edits(first, text="Kata yang baru.")
    siti.withdraws(second)

    expect(article(page, 1)).to_contain_text("Kata yang baru.", timeout=SOON)
    expect(article(page, 1)).not_to_contain_text("Pendapat 0")
    expect(article(page, 2)).to_contain_text("ditarik kembali oleh penulisnya", timeout=SOON)


def test_a_socket_that_was_cut_comes_back_with_the_last_number(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively)
    speak(siti, lively)
    bar(page, "1 masukan baru")
    page.evaluate("opened.forEach(one => one.close())")
    speak(siti, lively)

    bar(page, "2 masukan baru")
    comes(page, f"opened.length > 1 && {LISTENING}")
    assert re.search("after=[12]$", page.evaluate("opened.at(-1).url"))  # one was known, and perhaps the other was asked for meanwhile


def test_where_no_socket_opens_the_page_asks(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively, script=FORBIDDEN)
    comes(page, "opened > 0")
    speak(siti, lively)

    bar(page, "1 masukan baru").click()

    expect(article(page, 1)).to_be_focused()


def test_who_saves_data_has_no_socket_and_a_button_to_look(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively, script=SAVING)
    bar(page, "Cari masukan baru").click()
    again = bar(page, "Belum ada yang baru. Cari lagi")
    speak(siti, lively)
    again.click()

    expect(article(page, 1)).to_be_focused()
    assert page.evaluate("opened.length") == 0


def test_many_events_are_acknowledged(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    (post,) = speak(siti, lively)
    page = opened(browsers, lively)
    events = [ThreadEvent(thread=post.thread, seq=seq, type=Event.EDITED, post=post, at=moment()) for seq in range(2, 102)]
    ThreadEvent.objects.bulk_create(events)
    Thread.objects.filter(pk=post.thread_id).update(last_seq=101)

    comes(page, "sent.length >= 3")

    assert page.evaluate("sent.map(JSON.parse).map(one => one.ack)") == [33, 65, 97]


def test_who_is_signed_out_elsewhere_is_told_so(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively, siti)
    Session.objects.all().delete()

    link = page.get_by_role("status").get_by_role("link", name="Anda sudah keluar. Masuk lagi")
    expect(link).to_be_visible(timeout=SOON)
    link.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Masuk"))


@pytest.mark.parametrize("browsers", ["desk", "phone"], indirect=True)
def test_a_thread_that_is_open_in_the_draft_is_live_too(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    first, _second = speak(siti, lively, 2)
    page = browsers.open()
    page.add_init_script(EAR)
    page.goto(f"/k/{lively.row.slug}/draft/")
    page.locator("#clause-pasal-3 .opens").click()
    comes(page, LISTENING)

    speak(agus, lively)
    bar(page, "1 masukan baru").click()
    expect(page.locator(".opened article").first).to_have_id("post-3")
    budi.hides(first)
    expect(article(page, 1)).to_contain_text("disembunyikan moderator", timeout=SOON)

    page.locator("#clause-pasal-3 .opens").click()
    expect(page.locator(".opened")).to_have_count(0)


def test_the_thread_on_the_draft_as_a_whole_is_live_too(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    thread = general_thread(lively.row)
    assert thread is not None
    page = browsers.open()
    page.add_init_script(EAR)
    page.goto(f"/k/{lively.row.slug}/threads/{thread.pk}/")
    comes(page, LISTENING)
    said = Contribution("Rancangan ini baik.", stance=Stance.SUPPORT)
    given = {"place": Place(thread=thread.pk), "contribution": said, "reply_to": None, "revision": None, "channel": Channel.WEB}
    submit_post(actor=siti.viewer, address="", now=moment(), **given)

    bar(page, "1 masukan baru").click()

    expect(article(page, 1)).to_contain_text("Rancangan ini baik.")


def test_what_could_not_be_fetched_stays_in_the_bar_and_comes_at_the_next_try(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively)
    speak(siti, lively, 3)
    button = bar(page, "3 masukan baru")
    page.route(BRANCH, lambda route: route.fulfill(status=503))
    button.click()

    expect(article(page, 3)).to_be_visible()
    expect(article(page, 1)).to_have_count(0)
    again = bar(page, "1 masukan baru. Tidak tersambung. Coba lagi")
    page.unroute(BRANCH)
    again.click()

    expect(article(page, 1)).to_be_focused()
    expect(page.locator(".live")).to_have_text("")
    expect(page.get_by_role("heading", name="3 masukan", exact=True)).to_be_visible()


def test_what_was_hidden_while_its_branch_could_not_be_fetched_is_said_later(
    browsers: Browsers, lively: Scene, siti: Someone, budi: Someone
) -> None:
    first, second = speak(siti, lively, 2)
    page = opened(browsers, lively)
    fails(page)
    budi.hides(first)
    siti.edits(second, text="Kata yang baru.")
    expect(article(page, 1)).to_have_text("Memuat…", timeout=SOON)
    expect(article(page, 2)).to_contain_text("Pendapat 1")

    page.unroute(ANY_BRANCH)

    expect(article(page, 1)).to_contain_text("disembunyikan moderator", timeout=SOON)
    expect(article(page, 2)).to_contain_text("Kata yang baru.", timeout=SOON)
    expect(page.get_by_role("heading", name="1 masukan", exact=True)).to_be_visible()


def test_when_the_socket_is_back_what_could_not_be_fetched_is_asked_for_at_once(
    browsers: Browsers, lively: Scene, siti: Someone, budi: Someone
) -> None:
    (post,) = speak(siti, lively)
    page = opened(browsers, lively)
    fails(page)
    budi.hides(post)
    expect(article(page, 1)).to_have_text("Memuat…", timeout=SOON)
    page.wait_for_timeout(8_000)  # by now the next try is further away than a socket takes to come back
    page.unroute(ANY_BRANCH)
    page.evaluate("opened.forEach(one => one.close())")

    expect(article(page, 1)).to_contain_text("disembunyikan moderator", timeout=3_000)


def test_events_of_others_keep_no_branch_from_coming(browsers: Browsers, lively: Scene, siti: Someone, agus: Someone) -> None:
    speak(agus, lively)
    page = opened(browsers, lively)
    (mine,) = speak(siti, lively)
    asked: list[Route] = []
    page.route(re.compile("branch=2$"), lambda route: asked.append(route))
    bar(page, "1 masukan baru").click()
    waits(page, lambda: bool(asked))
    bar(page, "Memuat…")
    speak(agus, lively)
    agus.replies("Balasan.", to=mine)
    agus.edits(Post.objects.get(number=1), text="Diubah.")
    expect(article(page, 1)).to_contain_text("Diubah.", timeout=SOON)
    asked[0].continue_()

    expect(article(page, 2)).to_be_focused()
    assert len(asked) == 1
    bar(page, "1 masukan baru")  # the reply came with its branch


def test_more_than_a_page_of_new_ones_comes_in_parts_and_keeps_what_is_typed(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone
) -> None:
    page = opened(browsers, lively, siti)
    page.get_by_label("Teks Anda").fill("Tulisan yang belum terkirim.")
    speak(agus, lively, 22)

    bar(page, "22 masukan baru").click()
    bar(page, "2 masukan baru").click()

    expect(page.locator("article")).to_have_count(22)
    expect(page.get_by_label("Teks Anda")).to_have_value("Tulisan yang belum terkirim.")


def test_what_is_typed_goes_along_when_who_was_signed_out_signs_in_again(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively, siti)
    page.get_by_label("Teks Anda").fill("Tulisan yang belum terkirim.")
    Session.objects.all().delete()
    page.get_by_role("link", name="Anda sudah keluar. Masuk lagi").click(timeout=SOON)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Masuk"))

    page.goto(f"/k/{lively.row.slug}/clauses/{lively.clause('Pasal 3')}/")

    expect(page.get_by_label("Teks Anda")).to_have_value("Tulisan yang belum terkirim.")


def test_who_saves_data_is_told_where_there_is_no_connection(browsers: Browsers, lively: Scene) -> None:
    page = opened(browsers, lively, script=SAVING)
    fails(page, re.compile("/events/"))
    bar(page, "Cari masukan baru").click()
    again = bar(page, "Tidak tersambung. Coba lagi")
    expect(again).to_be_focused()
    page.unroute_all()
    again.click()

    bar(page, "Belum ada yang baru. Cari lagi")


@pytest.mark.parametrize("does", ["hides", "withdraws"])
def test_who_answers_what_is_gone_meanwhile_is_told_and_sees_its_words_no_more(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone, budi: Someone, does: str
) -> None:
    (post,) = speak(siti, lively, shown_name=ShownName.REAL)
    page = opened(browsers, lively, agus, more="?reply=1")
    page.get_by_label("Teks Anda").fill("Balasan saya.")
    expect(page.locator("#write")).to_contain_text("Pendapat 0 dari Siti.")

    budi.hides(post) if does == "hides" else siti.withdraws(post)

    expect(page.locator("#write")).to_contain_text("Masukan 1, yang Anda balas, tidak lagi terbuka", timeout=SOON)
    expect(article(page, 1)).to_contain_text("disembunyikan" if does == "hides" else "ditarik", timeout=SOON)
    assert "Siti" not in page.content()
    expect(page.get_by_label("Teks Anda")).to_have_value("Balasan saya.")
    assert violations(page) == []


def test_a_proposal_that_is_hidden_is_gone_from_beside_the_thread_also_where_it_stands_on_another_page(
    browsers: Browsers, lively: Scene, siti: Someone, agus: Someone, budi: Someone
) -> None:
    speak(siti, lively, 20)
    proposal = Proposal(Operation.REPLACE, "Izin lapak berlaku dua tahun.")
    post = agus.posts("Agar pasti.", on=lively.clause("Pasal 3"), kind=Kind.PROPOSAL, proposal=proposal)
    page = opened(browsers, lively)
    expect(page.locator(".aside").first).to_contain_text("Izin lapak berlaku dua tahun.")
    expect(article(page, 21)).to_have_count(0)

    budi.hides(post)

    expect(page.get_by_role("heading", name="20 masukan", exact=True)).to_be_visible(timeout=SOON)
    assert "Izin lapak berlaku dua tahun." not in page.content()
    expect(page.get_by_text("1 usul untuk ketentuan ini")).to_have_count(0)


def test_in_the_draft_the_words_beside_the_clause_go_with_their_post(
    browsers: Browsers, lively: Scene, siti: Someone, budi: Someone
) -> None:
    speak(siti, lively)
    (post,) = speak(siti, lively)
    page = browsers.open()
    page.add_init_script(EAR)
    page.goto(f"/k/{lively.row.slug}/draft/")
    page.locator("#clause-pasal-3 .opens").click()
    comes(page, LISTENING)
    expect(page.locator(".gloss")).to_contain_text("Pendapat 0 dari Siti.")

    budi.hides(post)

    expect(article(page, 2)).to_contain_text("disembunyikan moderator", timeout=SOON)
    expect(page.locator(".gloss")).to_have_count(0)
    expect(page.get_by_role("link", name="Semua 1 masukan dalam utas ini")).to_be_visible()


@pytest.mark.parametrize("browsers", ["desk", "phone"], indirect=True)
def test_the_bar_covers_nothing_below_the_thread(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = opened(browsers, lively)
    speak(siti, lively)
    bar(page, "1 masukan baru")

    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("browsers", ["phone-without-javascript"], indirect=True)
def test_without_javascript_a_thread_is_as_it_was_when_it_was_asked_for(browsers: Browsers, lively: Scene, siti: Someone) -> None:
    page = browsers.open()
    page.goto(f"/k/{lively.row.slug}/clauses/{lively.clause('Pasal 3')}/")
    expect(page.get_by_role("status")).to_have_text("")
    speak(siti, lively)
    page.reload()

    expect(article(page, 1)).to_be_visible()

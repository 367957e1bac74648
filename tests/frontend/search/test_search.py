"""The pages of the search."""

import pytest
from django.test import Client

from tests.cast import Scene, Someone


def test_a_hit_leads_to_the_contribution_and_is_marked(lively: Scene, siti: Someone, client: Client) -> None:
    siti.posts("Biaya <i>melayani</i> & lapak.", on=lively.clause("Pasal 3"))

    shown = client.get("/search/", {"q": "pelayanan"}).content.decode()

    assert "Biaya &lt;i&gt;<mark>melayani</mark>&lt;/i&gt; &amp; lapak." in shown
    assert '<a href="/k/pasar-ramai/posts/1/">Masukan 1</a> pada Pasal 3' in shown
    assert '<a href="/k/pasar-ramai/"' in shown


def test_the_question_comes_back_as_it_was_typed_and_never_as_markup(lively: Scene, client: Client) -> None:
    shown = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in shown
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in shown


@pytest.mark.parametrize(
    "query",
    [{"q": ""}, {"q": "-lapak"}, {"q": "lapak", "kind": "lagu"}, {"q": "lapak", "clause": "3"}, {"q": "1 2 3 4 5 6 7 8 9 10 11 12 13"}],
)
def test_a_bad_question_is_said_beside_the_field(lively: Scene, client: Client, query: dict[str, str]) -> None:
    answer = client.get("/search/", query)

    assert answer.status_code == 400
    assert 'id="wrong"' in answer.content.decode()


def test_drafts_are_searched_under_their_own_tab(lively: Scene, client: Client) -> None:
    shown = client.get("/k/pasar-ramai/search/", {"q": "mengalihkan", "in": "drafts"}).content.decode()

    assert "Lapak tidak dapat <mark>dialihkan</mark> kepada orang lain." in shown
    assert 'href="/k/pasar-ramai/draft/?from=pasal-' in shown


def test_a_search_on_one_clause_says_so_and_can_be_widened(lively: Scene, siti: Someone, client: Client) -> None:
    siti.posts("Lapak tiga.", on=lively.clause("Pasal 3"))
    siti.posts("Lapak empat.", on=lively.clause("Pasal 4"))
    clause = lively.clause("Pasal 3")

    before = client.get("/k/pasar-ramai/search/", {"clause": str(clause)}).content.decode()
    shown = client.get("/k/pasar-ramai/search/", {"q": "lapak", "clause": str(clause)}).content.decode()

    assert f'name="clause" value="{clause}"' in before
    assert "tiga." in shown
    assert "Lapak empat" not in shown
    assert "Hanya pada Pasal 3." in shown


def test_where_nothing_is_found_one_next_step_is_offered(lively: Scene, client: Client) -> None:
    shown = client.get("/search/", {"q": "kereta"}).content.decode()

    assert "Tidak ada masukan yang memuat “kereta”." in shown
    assert 'href="/search/?q=kereta&amp;in=drafts"' in shown


def test_beside_a_preview_stands_who_said_nearly_the_same_and_sending_is_not_hindered(
    lively: Scene, siti: Someone, agus: Someone, client: Client
) -> None:
    clause = lively.clause("Pasal 3")
    siti.posts("Lapak seharusnya boleh dialihkan kepada anak pedagang.", on=clause)
    client.force_login(agus.account)
    given = {
        "text": "Lapak seharusnya boleh dialihkan kepada anak.",
        "stance": "oppose",
        "shown_name": "withheld",
        "revision": "1",
        "way": "comment",
    }

    looked = client.post(f"/k/pasar-ramai/clauses/{clause}/", {**given, "preview": "1"}).content.decode()
    sent = client.post(f"/k/pasar-ramai/clauses/{clause}/", given)

    assert "Orang lain sudah menyampaikan hal yang hampir sama" in looked
    assert f'href="/k/pasar-ramai/clauses/{clause}/?post=1#post-1">Dukung masukan 1 saja</a>' in looked
    assert sent.status_code == 303

"""Public figures of moderation."""

from tests.cast import Scene, Someone
from tests.frontend.pages import read


def test_what_was_received_is_the_sum_of_what_became_of_it(lively: Scene, siti: Someone, budi: Someone) -> None:
    siti.posts("Satu.", on=lively.clause("Pasal 3"))
    budi.hides(siti.posts("Dua.", on=lively.clause("Pasal 3")), rule=3)
    siti.posts("Hubungi 0812-3456-7890.", on=lively.clause("Pasal 3"))
    siti.withdraws(siti.posts("Empat.", on=lively.clause("Pasal 3")))

    words = read("/k/pasar-ramai/moderation/").words

    for said in ("public 1", "waiting for a moderator 1", "hidden by a moderator 1", "withdrawn 1", "erased 0", "received in all 4"):
        assert said in words
    assert "3. Respect others 1" in words
    assert "1. Speak to the clause 0" in words


def test_not_one_word_of_what_was_hidden_is_there(lively: Scene, siti: Someone, budi: Someone) -> None:
    budi.hides(siti.posts("Rahasia sekali.", on=lively.clause("Pasal 3")))

    assert "Rahasia" not in read("/k/pasar-ramai/moderation/").html

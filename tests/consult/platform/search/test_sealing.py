"""Where a page begins, as nobody else reads or writes it."""

import pytest

from consult.platform.search.sealing import opened, sealed

TEXT = "1790000000000000-0123456789abcdef0123456789abcdef-12-1790000000000000-0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize("text", ["", "a", TEXT, "é" * 100])
def test_what_is_sealed_is_opened_as_it_was_and_the_same_text_gives_the_same(text: str) -> None:
    assert opened(sealed(text)) == text
    assert sealed(text) == sealed(text)


def test_nothing_of_the_text_can_be_read_in_it() -> None:
    there = sealed(TEXT)

    assert not any(part in there for part in TEXT.split("-"))
    assert sealed(TEXT + "0")[:22] != there[:22]


def test_whatever_is_changed_in_it_is_not_ours_any_more() -> None:
    there = sealed(TEXT)
    changed = [there[:n] + ("A" if there[n] != "A" else "B") + there[n + 1 :] for n in range(0, len(there) - 1, 7)]

    for other in (*changed, "", "a", "é", TEXT, there[:-4], there + "AAAA"):
        with pytest.raises(ValueError, match="not sealed here"):
            opened(other)


def test_another_site_does_not_open_it(monkeypatch: pytest.MonkeyPatch) -> None:
    there = sealed(TEXT)
    monkeypatch.setattr("django.conf.settings.SECRET_KEY", "of another site")

    with pytest.raises(ValueError, match="not sealed here"):
        opened(there)

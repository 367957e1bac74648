"""Somebody who has no mouse: the tabulator leads to everything, and keys do the rest."""

from typing import Final

from playwright.sync_api import Locator, Page, expect

PATIENCE: Final = 250  # presses of the tabulator on one page
HAS_FOCUS: Final = "found => found.some(one => one === document.activeElement)"


class Keyboard:
    """A page that is used by keys alone. Names are those that a screen reader says."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes_to(self, path: str) -> None:
        """An address is typed, or comes from a bookmark."""
        self.page.goto(path)

    def follows(self, name: str) -> None:
        """Open a link."""
        self._reach(self.page.get_by_role("link", name=name, exact=True))
        self.page.keyboard.press("Enter")

    def presses(self, name: str) -> None:
        """Press a button."""
        self._reach(self.page.get_by_role("button", name=name, exact=True))
        self.page.keyboard.press("Enter")

    def unfolds(self, name: str) -> None:
        """Open what is folded."""
        self._reach(self.page.locator("summary", has_text=name))
        self.page.keyboard.press("Enter")

    def types(self, text: str, *, into: str) -> None:
        """Fill in a field, as pasting does."""
        self._reach(self.page.get_by_label(into, exact=True))
        self.page.keyboard.insert_text(text)

    def chooses(self, name: str) -> None:
        """Choose one of several: the tabulator leads to the group, arrows to the choice."""
        wanted = self.page.get_by_role("radio", name=name, exact=True)
        group = wanted.first.get_attribute("name")
        self._reach(self.page.locator(f"input[name={group}]"))
        for _ in range(12):
            if has_focus(wanted):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def picks(self, name: str, *, of: str) -> None:
        """Choose from a list by its first letters."""
        self._reach(self.page.get_by_label(of, exact=True))
        self.page.keyboard.type(name)

    def sees(self, text: str) -> None:
        """It is there to be read."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def _reach(self, wanted: Locator) -> None:
        expect(wanted.first).to_be_visible()
        if not has_focus(wanted):
            tab_to(wanted)


def tab_to(wanted: Locator, *, most: int = PATIENCE) -> None:
    """Press the tabulator until it has the focus, or the next of them where one has it already."""
    for _ in range(most):
        wanted.page.keyboard.press("Tab")
        if has_focus(wanted):
            return
    raise AssertionError(f"{most} times the tabulator do not lead to {wanted}")


def has_focus(wanted: Locator) -> bool:
    """Whether it is where the keys go."""
    return bool(wanted.evaluate_all(HAS_FOCUS))

"""What changes between two versions are called, and how many there are of which, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from consult.discussion.revision_changes import BESIDE, RENUMBERED, Change
from consult.matching.links import LinkStatus
from consult.reports.render.template_filters import number

CORRECTED: Final = gettext_lazy("Corrected")
STATES: Final[Mapping[str, Promise]] = {
    LinkStatus.CHANGED: gettext_lazy("Changed"),
    LinkStatus.ADDED: gettext_lazy("New"),
    LinkStatus.REMOVED: gettext_lazy("Removed"),
    LinkStatus.MOVED: gettext_lazy("Moved"),
    LinkStatus.SPLIT: gettext_lazy("Split"),
    LinkStatus.MERGED: gettext_lazy("Merged"),
    LinkStatus.UNCHANGED: gettext_lazy("Unchanged"),
    RENUMBERED: gettext_lazy("Another number"),
    BESIDE: gettext_lazy("Headings, recitals, annexes"),
    "": gettext_lazy("All changes"),
}
COUNTED: Final[Mapping[str, Promise]] = {  # in the order in which they are said
    LinkStatus.CHANGED: ngettext_lazy("%(n)s changed", "%(n)s changed", "count"),
    LinkStatus.ADDED: ngettext_lazy("%(n)s new", "%(n)s new", "count"),
    LinkStatus.REMOVED: ngettext_lazy("%(n)s removed", "%(n)s removed", "count"),
    LinkStatus.MOVED: ngettext_lazy("%(n)s moved", "%(n)s moved", "count"),
    LinkStatus.SPLIT: ngettext_lazy("%(n)s split", "%(n)s split", "count"),
    LinkStatus.MERGED: ngettext_lazy("%(n)s merged", "%(n)s merged", "count"),
}


def kind_named(kind: str, *, corrected: bool) -> str:
    """What a kind of changes is called; `corrected`: nothing but slips was mended."""
    return str(CORRECTED if corrected and kind == LinkStatus.CHANGED else STATES[kind])


def state_of(change: Change, *, corrected: bool) -> str:
    """What became of the clauses of a change: `Changed, another number`."""
    said = kind_named(change.status, corrected=corrected)
    return _("%(state)s, with another number") % {"state": said} if change.renumbered else said


def told(summary: Mapping[str, int], *, corrected: bool) -> str:
    """`17 changed, 11 new, 3 removed; 68 clauses are unchanged. 2 clauses have another number.`"""
    said = ", ".join(counted(status, summary[status], corrected=corrected) for status in COUNTED if summary[status])
    unchanged, renumbered = summary[LinkStatus.UNCHANGED], summary[RENUMBERED]
    rest = ngettext("%(n)s clause is unchanged", "%(n)s clauses are unchanged", unchanged) % {"n": number(unchanged)}
    sentences = [f"{said or _('No clause changed')}; {rest}."]
    if renumbered:
        sentences.append(ngettext("%(n)s clause has another number.", "%(n)s clauses have another number.", renumbered))
        sentences[-1] %= {"n": number(renumbered)}
    return " ".join(sentences)


def counted(status: str, count: int, *, corrected: bool) -> str:
    """How many became what."""
    if corrected and status == LinkStatus.CHANGED:
        return ngettext("%(n)s corrected", "%(n)s corrected", count) % {"n": number(count)}
    return str(COUNTED[status] % {"count": count, "n": number(count)})

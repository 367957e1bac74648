"""The forms that say of a clause which one it was, or what became of it."""

from typing import Any

from django import forms

from consult.matching.link_decisions import LinkAct
from frontend.forms import KeyedForm


class LinkForm(KeyedForm):
    """What is said, as somebody who has seen the decision with that number; each form of a page has a key of its own."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    act = forms.CharField(max_length=16, widget=forms.HiddenInput)
    old = forms.UUIDField(required=False, widget=forms.HiddenInput)
    new = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def said(self) -> dict[str, Any]:
        """For the action."""
        given = self.cleaned_data
        ends = {"old": given["old"], "new": given["new"]}
        if given["act"] == LinkAct.NEW:
            ends["old"] = None
        if given["act"] == LinkAct.REMOVED:
            ends["new"] = None
        return {"seen": given["seen"], "act": given["act"], **ends}

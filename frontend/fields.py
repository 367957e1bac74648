"""Fields of our forms that Django does not have."""

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """A text of several lines. A browser sends two characters for the end of a line and counts one; here it is one too."""

    def to_python(self, value: Any) -> str:
        """What was typed, its lines ended as on our own machines, before its length is looked at."""
        return super().to_python(value).replace("\r\n", "\n")  # type: ignore[union-attr]  # there is text where empty_value is text

"""Two filters for the report's templates: a value by its key, and numbers as spans."""

from collections.abc import Iterable, Mapping

from django.template import Library

register = Library()


@register.filter
def at(values: Mapping[str, object], key: str) -> object:
    """What stands under `key`, or the key itself."""
    return values.get(key, key)


@register.filter
def spans(numbers: Iterable[int]) -> str:
    """`1–3, 7, 9–10` for 1 2 3 7 9 10."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)

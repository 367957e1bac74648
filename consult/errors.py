"""The four refusals of the domain and their codes. Plain Python; what people read for a code: `sentences.py`.

Refusal
 ├─ NotFound      there is no such thing for this viewer (hidden and missing alike)
 ├─ NotAllowed    the viewer may see it, and may not do this
 ├─ NotPossible   the state forbids it; `facts` say what is in the way
 └─ BadInput      `field` is wrong; `code` says how
"""

from collections.abc import Sequence


class Refusal(Exception):
    """A no of the domain: a code that programs compare, and facts that its sentence is filled with."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={fact}" for name, fact in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code


class NotFound(Refusal):
    """There is no such thing for this viewer."""

    def __init__(self, code: str = "not_found", /, **facts: object) -> None:
        super().__init__(code, **facts)


class NotAllowed(Refusal):
    """The viewer may see the thing, and may not do this with it."""

    def __init__(self, code: str = "not_allowed", /, **facts: object) -> None:
        super().__init__(code, **facts)


class NotPossible(Refusal):
    """The state forbids it. With the fact `retry_after` (seconds), it may be possible later."""


class BadInput(Refusal):
    """What was given in `field` is wrong, in the way that the code says."""

    def __init__(self, code: str, /, *, field: str, **facts: object) -> None:
        super().__init__(code, field=field, **facts)
        self.field = field


class BadPoints(BadInput):
    """Some points of a letter are wrong, and nothing of it was sent. `each` names every field in question, as `posts.N.field`, N from 0."""

    def __init__(self, code: str, /, *, each: Sequence[BadInput]) -> None:
        super().__init__(code, field="posts")
        self.each = tuple(each)

"""Where the posts of one revision stand in the next. Plain Python over plain values."""

from consult.discussion.placing.placing import Placed, Placing

__all__ = ["Placed", "Placing"]

"""Which clause of one revision is which of the next. Plain Python over plain values."""

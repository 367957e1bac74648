"""One file a format; each takes a draft as plain values and gives bytes, the same whenever the draft is the same."""

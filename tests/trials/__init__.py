"""The long runs of faults, races and hostile input; `make trials` runs them."""

"""Measured figures, each with the bar it is judged by; `make bench` runs them."""

"""Pabulib files of participatory budgets: read."""

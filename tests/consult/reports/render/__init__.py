"""Tests of consult.reports.render."""

"""Tests of consult.reports."""

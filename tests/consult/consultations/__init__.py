"""Tests of consult.consultations."""

"""Verbs of achievements."""

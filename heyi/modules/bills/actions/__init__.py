"""Verbs of acceptance bills."""

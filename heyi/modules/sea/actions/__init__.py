"""Verbs of public seas."""

"""Reads of public seas."""

"""Leads, and the opportunities they become: who works on them, how far they are, and what they will probably bring."""

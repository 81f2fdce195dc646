"""Reads of flows, people and approvals."""

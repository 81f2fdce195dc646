"""Approvals, for modules: declare verbs, ask before they are done, and say what may be done now."""

from heyi.platform.approvals.actions.asking import NOT_NEEDED, Passed, ask, refuse_pinned
from heyi.platform.approvals.documents import document_matter, document_row
from heyi.platform.approvals.queries.standing import UNDER, offered
from heyi.platform.approvals.verbs import ApprovableVerb, Matter, approvable

__all__ = [
    "NOT_NEEDED",
    "UNDER",
    "ApprovableVerb",
    "Matter",
    "Passed",
    "approvable",
    "ask",
    "document_matter",
    "document_row",
    "offered",
    "refuse_pinned",
]

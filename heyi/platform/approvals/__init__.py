"""Approvals (审批): what may only happen once the right people have agreed to exactly what was seen."""

"""What people do with flows and approvals, one function a verb."""

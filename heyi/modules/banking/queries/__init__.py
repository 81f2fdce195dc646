"""Questions about statements, what of them is matched, and how bank and books are reconciled."""

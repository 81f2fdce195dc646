"""What people achieve: contracts and receipts, each counted for whoever owned it on that day."""

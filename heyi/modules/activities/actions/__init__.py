"""What people do in the daily work."""

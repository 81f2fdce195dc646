"""What needs me today, my figures of the month, and who is ahead: read from the records, never kept beside them."""

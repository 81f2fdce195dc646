"""Floor 0: pure helpers. No database, no clock, no network, and nothing of Heyi's own business."""

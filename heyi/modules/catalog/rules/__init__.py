"""What the catalogue computes: pure."""

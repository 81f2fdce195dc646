"""What follows from flows, people and decisions: pure, without a session or a clock."""

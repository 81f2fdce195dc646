"""Questions about money: the papers by which it came and went, and the accounts where it lies."""

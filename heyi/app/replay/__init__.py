"""Real transactions sent through the public API, as if people had entered them."""

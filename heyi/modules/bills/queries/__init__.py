"""Questions about acceptance bills."""

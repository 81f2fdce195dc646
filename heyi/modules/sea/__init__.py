"""Public seas: who may take which unowned customer or lead, when, and when what nobody works on falls back."""

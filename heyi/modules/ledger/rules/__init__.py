"""The arithmetic of the books. Pure: no session, no clock."""

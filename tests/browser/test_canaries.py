"""Words that are written to break a page stay words: every own kind of field, and the names of the shapes themselves."""

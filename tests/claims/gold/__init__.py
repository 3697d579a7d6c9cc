"""Texts invented for the tests, with the claims a careful fact-checker underlines in them. See ``labels``."""

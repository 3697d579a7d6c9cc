"""The splitter's version: it changes whenever the same document may give other claims."""

SPLITTER_VERSION = "3"

"""Loaded by pytest before anything reads the settings: tests run as one person's machine does."""

import os

os.environ.setdefault("NEWSROOM_ENV", "local")

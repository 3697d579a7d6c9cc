"""Loaded by pytest before anything reads the settings: tests run as one person's machine does, on servers of their own.

`make test` names those servers. Without it the tests that need them fail to connect, rather than use the desk of this clone.
"""

import os

os.environ.setdefault("NEWSROOM_ENV", "local")
os.environ.setdefault("DATABASE_URL", "postgres://run-make-test@127.0.0.1:1/none")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
os.environ["DEBUG"] = "false"

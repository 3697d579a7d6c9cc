#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.core.management import execute_from_command_line

# These two answer from files and the web alone: they need no database, no secret and no settings of a site.
SITELESS = ("split", "check_urls")

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in SITELESS:
        os.environ.setdefault("NEWSROOM_ENV", "local")
        for library in ("OMP", "OPENBLAS", "MKL"):
            # Before any of them is imported: processes fill the cores, threads within them would only wait for each other.
            os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    execute_from_command_line(sys.argv)

"""The site's own settings, with the bare views beside the site's pages."""

from newsroom.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"

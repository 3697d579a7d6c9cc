"""The site's own settings, with the bare views beside the site's pages and the CPU time of each request in its answer."""

from newsroom.settings import *  # noqa: F403
from newsroom.settings import MIDDLEWARE as SITE_MIDDLEWARE

ROOT_URLCONF = "benchmarks.urls"
MIDDLEWARE = ["benchmarks.timing.cpu_time", *SITE_MIDDLEWARE]

"""The WSGI callable that gunicorn serves."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from newsroom.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = Turns(get_wsgi_application())
# Loaded before the first request that rings for a worker.
import_module("newsroom.celery")

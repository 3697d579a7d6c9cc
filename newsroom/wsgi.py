"""The WSGI callable that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = Turns(get_wsgi_application())

"""The site: wiring only. Celery's application is loaded with it so that tasks find their broker."""

from newsroom.celery import app as celery_app

__all__ = ("celery_app",)

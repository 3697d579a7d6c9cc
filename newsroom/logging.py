"""One line per record on standard error; the supervisor and the container runtime add what they know."""

import logging.config
from typing import Any


def configure(settings: dict[str, Any]) -> None:
    """Called by Django with the LOGGING setting: {"level": name}."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": settings.get("level", "INFO")},
            "loggers": {"django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
        }
    )

"""Rows that are written once. The model refuses here, a trigger refuses in the database (migration 0002)."""

from typing import Any, NoReturn

from django.db import models


class HistoryIsFixed(Exception):
    """Somebody tried to change or delete a row of history. Write a new one instead."""


class AppendOnlyQuerySet[M: models.Model](models.QuerySet[M]):
    """A queryset that can add and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never changed; write a new one.")

    def delete(self) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never deleted.")

    update.alters_data = delete.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{self.model.__name__} rows are never changed; write a new one.")


class AppendOnly(models.Model):
    """Base of reviews, evidence, edits, and of every dated observation."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsFixed(f"{type(self).__name__} {self.pk} is history: it is never changed; write a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryIsFixed(f"{type(self).__name__} {self.pk} is history: it is never deleted.")

"""The cache in a table of the database, for sites without Redis, with counts that miss nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction


class CountingDatabaseCache(DatabaseCache):
    """Django's own adds one by reading and writing: of tries at the same moment, most went
    uncounted. Here they queue up at the row (PostgreSQL) or at the database (SQLite).

    Raises OperationalError where the lock can't be had, as Django's own loses the count then."""

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with self._locked(key, version):
            return super().add(key, value, timeout, version)

    def incr(self, key, delta=1, version=None):
        with self._locked(key, version):
            return super().incr(key, delta, version)

    @contextmanager
    def _locked(self, key: str, version: int | None) -> Iterator[None]:
        """In a transaction of its own, which SQLite begins with its write lock."""
        database = router.db_for_write(self.cache_model_class)
        connection = connections[database]
        with transaction.atomic(using=database):
            if connection.features.has_select_for_update:
                table, column = map(connection.ops.quote_name, (self._table, "cache_key"))
                # only the settings' own names go into the text, quoted
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"SELECT 1 FROM {table} WHERE {column} = %s FOR UPDATE",  # noqa: S608
                        [self.make_and_validate_key(key, version=version)],
                    )
            yield

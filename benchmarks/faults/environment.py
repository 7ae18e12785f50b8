"""Servers, and a database with paid orders of which every fault gets a copy: they are placed once,
by the site's own actions, with no worker there to take them on."""

import os
import time

import psycopg

from benchmarks.faults.servers import Postgres, Redis, Toxiproxy
from benchmarks.faults.site import Site
from benchmarks.scratch_site import manage

STATES = "SELECT number, clearance_state FROM orders_order WHERE paid_at IS NOT NULL"


class Stage:
    def __init__(self, folder, orders):
        self.folder, self.orders = folder, orders
        self.template = f"orders_{orders}"
        self.postgres = Postgres(folder / "postgres")
        self.redis = Redis(folder)
        self.toxiproxy = Toxiproxy()
        self.site = None

    def __enter__(self):
        self.folder.chmod(0o755)  # PostgreSQL's own user passes through it
        self.postgres.start()
        self.redis.start()
        try:
            self._place_orders()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.postgres.stop()
        self.redis.stop()

    def _place_orders(self):
        if not self.postgres.has("seeded"):
            self._fill("seeding", "template0", self._seed)
            self.postgres.execute("ALTER DATABASE seeding RENAME TO seeded")
        if not self.postgres.has(self.template):
            self._fill("filling", "seeded", self._place)
            self.postgres.execute(f"ALTER DATABASE filling RENAME TO {self.template}")
        else:
            self._use(self.template)
            manage("migrate", "-v", 0)  # a house of an earlier version catches up

    def _fill(self, database, source, operation):
        """A new database, filled by the site's commands; half-filled ones are forgotten."""
        self.postgres.copy(source, database)
        self._use(database)
        begun = time.monotonic()
        manage("migrate", "-v", 0)
        operation()
        print(f"{database}: {time.monotonic() - begun:.0f} s", flush=True)

    def _seed(self):
        manage("createcachetable")
        manage("seed_demo")
        manage("rebuild_search")

    def _place(self):
        manage("place_demo_orders", self.orders, "--pay")

    def _use(self, database):
        os.environ |= self._environment(database, self.postgres.port)

    def _environment(self, database, port):
        return {
            "DATABASE_URL": f"postgres://postgres@127.0.0.1:{port}/{database}",
            "REDIS_URL": f"{self.redis.url}/0",
            "CELERY_BROKER_URL": f"{self.redis.url}/1",
            "CELERY_TASK_ALWAYS_EAGER": "0",
            "SEARCH_DIR": str(self.folder / "search"),
        }

    def set_for(self, fault, number):
        """A site on a fresh copy of the orders, with the fault switched on and nobody at work."""
        self.postgres.copy(self.template, "played")
        through, port = getattr(fault.trouble, "through", ()), self.postgres.port
        if "database" in through:
            port = self.toxiproxy.line("database", port)
        environment = self._environment("played", port)
        folder = self.folder / f"{number:02}-{os.getpid()}"
        self.site = Site(folder, environment, lines=self.toxiproxy, through=through)
        self.site.open(fault.scenario)

    def clear(self):
        self.site.close()
        self.toxiproxy.remove_lines()

    def orders_stand(self):
        """(number, state of clearance) of every paid order; () while the database is away."""
        return self.rows(STATES) or ()

    def rows(self, sql):
        """What the site's database holds, past any cut line; None while it is away."""

        address = f"postgresql://postgres@127.0.0.1:{self.postgres.port}/played"
        try:
            with psycopg.connect(address, connect_timeout=5) as connection:
                return connection.execute(sql).fetchall()
        except psycopg.OperationalError:
            return None

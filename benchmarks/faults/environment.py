"""Servers, and a database with paid orders of which every scenario gets a copy: they are placed
once, by the site's own actions, while no worker runs that would forward them."""

import os
import time
from functools import partial

import psycopg

from benchmarks.faults.servers import Postgres, Redis, Toxiproxy
from benchmarks.faults.site import Site
from benchmarks.scratch_site import manage

STATES = "SELECT number, clearance_state FROM orders_order WHERE paid_at IS NOT NULL"


class FailureEnvironment:
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
            place = partial(manage, "place_demo_orders", self.orders, "--pay")
            self._fill("filling", "seeded", place)
            self.postgres.execute(f"ALTER DATABASE filling RENAME TO {self.template}")
        else:
            self._use(self.template)
            manage("migrate", "-v", 0)  # the copy of an earlier version catches up

    def _fill(self, database, source, operation):
        """A new database, filled by the site's commands; half-filled ones are dropped."""
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

    def start_site(self, scenario, number):
        """A site on a fresh copy of the orders, with the sandbox's part on and no worker yet."""
        self.postgres.copy(self.template, "scenario")
        through, port = getattr(scenario.disturbance, "through", ()), self.postgres.port
        if "database" in through:
            port = self.toxiproxy.proxy("database", port)
        environment = self._environment("scenario", port)
        folder = self.folder / f"{number:02}-{os.getpid()}"
        self.site = Site(folder, environment, proxies=self.toxiproxy, through=through)
        self.site.open(scenario.sandbox)

    def clear(self):
        self.site.close()
        self.toxiproxy.remove_proxies()

    def clearance_states(self):
        """(number, clearance state) of every paid order; () while the database is down."""
        return self.rows(STATES) or ()

    def rows(self, sql):
        """Rows of the site's database, past any cut connection; None while it is down."""
        address = f"postgresql://postgres@127.0.0.1:{self.postgres.port}/scenario"
        try:
            with psycopg.connect(address, connect_timeout=5) as connection:
                return connection.execute(sql).fetchall()
        except psycopg.OperationalError:
            return None

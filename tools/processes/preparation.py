"""Brings the data up to date before the site starts; quick when there is nothing to do."""

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.models import Heartbeat

SEEDED = "demo seeded"


def is_outdated():
    """Whether the database was made before the migrations started anew: then the users' table
    was in another app, and no migration leads from there."""
    return "expo_user" in connection.introspection.table_names()


def is_migrated():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def prepare(say):
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    for name in ("queue", "control"):
        (settings.VAR_DIR / "broker" / name).mkdir(parents=True, exist_ok=True)
    if is_outdated():
        raise CommandError(
            f"The data in {settings.VAR_DIR} were made by an earlier version, from which no"
            " migration leads here. Forget them with `make reset`, then start again."
        )
    if not is_migrated():
        say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if not settings.PRODUCTION and not Heartbeat.objects.filter(name=SEEDED).exists():
        say("Filling it with the demo expo (once) …")
        call_command("seed_demo")
        Heartbeat.beat(SEEDED)  # only now: a seeding that was cut short is done again
    call_command("rebuild_search", "--if-needed", verbosity=0)

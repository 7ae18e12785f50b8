"""The readiness checks of the database and the worker; apps above add theirs by the same hook.
Each returns None when well, or a short reason in English for the site's operator."""

from django.db import connection

from core.models import Heartbeat


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def worker():
    return None if Heartbeat.is_alive() else "no heartbeat of the worker for 40 seconds"

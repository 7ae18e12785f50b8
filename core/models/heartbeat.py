from datetime import timedelta

from django.db import models
from django.utils import timezone


class Heartbeat(models.Model):
    """When the worker last did something: `/readyz` asks for it."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    @classmethod
    def beat(cls, name="worker"):
        # a table that worker and web share: the local cache is each process's own
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})

    @classmethod
    def is_alive(cls, name="worker", within=timedelta(seconds=40)):
        return cls.objects.filter(name=name, at__gte=timezone.now() - within).exists()

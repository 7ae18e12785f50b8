from wagtail import hooks

from core import readiness

hooks.register("readiness_checks", readiness.database)
hooks.register("readiness_checks", readiness.worker)

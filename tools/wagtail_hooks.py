from wagtail import hooks

from tools import readiness

hooks.register("readiness_checks", readiness.processes, order=20)

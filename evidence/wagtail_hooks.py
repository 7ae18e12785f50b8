from wagtail import hooks

from evidence import system_figures, verification

hooks.register("integrity_checks", verification.check, order=90)
hooks.register("system_figures", system_figures.figures, order=45)

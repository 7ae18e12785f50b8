from wagtail import hooks

from evidence import verification

hooks.register("integrity_checks", verification.check, order=90)

from wagtail import hooks

from reports import workplaces

hooks.register("workplaces", workplaces.office, order=40)

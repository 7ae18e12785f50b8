from wagtail import hooks

from core.system import own_figures, page, readiness

hooks.register("readiness_checks", readiness.database)
hooks.register("readiness_checks", readiness.worker)
hooks.register("register_admin_urls", page.urls)
hooks.register("register_admin_menu_item", page.menu_item)
hooks.register("system_figures", own_figures.figures, order=10)

from wagtail import hooks

from orders import personal_data
from orders.counter import workplaces
from orders.monitoring import consents, integrity, system_figures
from orders.payments import integrity as payments_integrity
from orders.retention import delete_emails, delete_guest_carts

hooks.register("workplaces", workplaces.counters, order=30)
hooks.register("integrity_checks", payments_integrity.check, order=20)
hooks.register("integrity_checks", integrity.stock, order=30)
hooks.register("integrity_checks", integrity.quota, order=31)
hooks.register("integrity_checks", integrity.sums, order=32)
hooks.register("integrity_checks", integrity.returns, order=33)
hooks.register("integrity_checks", consents.check, order=34)
hooks.register("personal_data", personal_data, order=20)
hooks.register("system_figures", system_figures.figures, order=30)
hooks.register("delete_emails", delete_emails)
hooks.register("delete_guest_carts", delete_guest_carts)

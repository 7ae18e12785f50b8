from wagtail import hooks

from orders import integrity, keeping, personal_data
from orders.payments import integrity as payments_integrity

hooks.register("integrity_checks", payments_integrity.check, order=20)
hooks.register("integrity_checks", integrity.stock, order=30)
hooks.register("integrity_checks", integrity.quota, order=31)
hooks.register("integrity_checks", integrity.sums, order=32)
hooks.register("integrity_checks", integrity.returns, order=33)
hooks.register("personal_data", personal_data, order=20)
hooks.register("delete_mails", keeping.delete_mails)
hooks.register("delete_guest_carts", keeping.delete_guest_carts)

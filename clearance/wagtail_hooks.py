from wagtail import hooks
from wagtail.snippets.models import register_snippet

from clearance import retention, workplaces
from clearance.actions.rotate_document_keys import rotate_document_keys
from clearance.admin import viewsets
from clearance.admin.viewsets import ClearanceGroup
from clearance.clerk import order_search
from clearance.monitoring import integrity, system_figures
from clearance.order_bundle import bundle_of

register_snippet(ClearanceGroup)

hooks.register("workplaces", workplaces.desk, order=20)
hooks.register("zone_panels", viewsets.zone_panels)
hooks.register("staff_search", order_search.orders, order=40)
hooks.register("integrity_checks", integrity.check, order=40)
hooks.register("system_figures", system_figures.figures, order=40)
hooks.register("order_evidence_bundle", bundle_of)
hooks.register("erase_identity_numbers", retention.erase_identity_numbers)
hooks.register("erase_people", retention.erase_people)
hooks.register("erase_unmatched", retention.erase_unmatched)
hooks.register("rotate_identity_keys", rotate_document_keys)

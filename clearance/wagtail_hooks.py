from wagtail import hooks
from wagtail.snippets.models import register_snippet

from clearance import finding, integrity, keeping
from clearance.order_bundle import bundle_of
from clearance.staff import viewsets
from clearance.staff.viewsets import ClearanceGroup

register_snippet(ClearanceGroup)

hooks.register("zone_panels", viewsets.zone_panels)
hooks.register("staff_search", finding.orders, order=40)
hooks.register("integrity_checks", integrity.check, order=40)
hooks.register("order_evidence_bundle", bundle_of)
hooks.register("erase_identity_numbers", keeping.erase_identity_numbers)
hooks.register("erase_people", keeping.erase_people)

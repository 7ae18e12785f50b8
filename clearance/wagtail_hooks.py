from wagtail.snippets.models import register_snippet

from clearance.staff.viewsets import ClearanceGroup

register_snippet(ClearanceGroup)

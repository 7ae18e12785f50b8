from wagtail.snippets.models import register_snippet

from exhibitors.admin.viewsets import ExhibitorGroup

register_snippet(ExhibitorGroup)

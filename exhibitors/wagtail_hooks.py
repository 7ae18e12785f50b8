from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from exhibitors.models import Exhibitor, Package, Participation


class ExhibitorViewSet(SnippetViewSet):
    model = Exhibitor
    icon = "group"
    list_display = ["name_zh", "name_en", "country", "verified_on"]
    search_fields = ["name_zh", "name_en", "slug"]
    exclude_form_fields = ["collection"]


class ParticipationViewSet(SnippetViewSet):
    model = Participation
    icon = "calendar-check"
    list_display = ["exhibitor", "edition", "package", "state"]
    list_filter = ["edition", "state"]


class PackageViewSet(SnippetViewSet):
    model = Package
    icon = "list-ul"
    list_display = ["name_zh", "code", "max_goods", "max_pictures", "max_members"]


class ExhibitorGroup(SnippetViewSetGroup):
    menu_label = _("Exhibitors")
    menu_icon = "group"
    menu_order = 240
    items = (ExhibitorViewSet, ParticipationViewSet, PackageViewSet)


register_snippet(ExhibitorGroup)

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Synonym


class SynonymViewSet(SnippetViewSet):
    """Organizers teach the search a shopper's words; it knows them at once, without a rebuild."""

    model = Synonym
    icon = "search"
    menu_label = _("Search synonyms")
    add_to_admin_menu = True
    menu_order = 800
    list_display = ["words", "means"]
    panels = [FieldPanel("words"), FieldPanel("means")]


register_snippet(SynonymViewSet)

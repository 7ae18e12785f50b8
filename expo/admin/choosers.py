"""Halls, pavilions and stands to choose from. Each edition has its own by the same names: the list
says whose each is, has the newest edition's first, and can be searched."""

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

EDITION, HALL = capfirst(_("edition")), capfirst(_("hall"))


class TextFilter(SearchFilterMixin, BaseFilterForm):
    """By a piece of these columns: the rows stand in no search index."""

    columns: tuple[str, ...] = ("name_zh", "name_en")

    def filter(self, objects):
        text = self.cleaned_data["q"].strip()
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        matches = [Q(**{f"{column}__icontains": text}) for column in self.columns]
        return objects.filter(Q(*matches, _connector=Q.OR))


class CodeFilter(TextFilter):
    columns = ("code",)


class Halls:
    ordering = ("-edition__starts_on", "order", "pk")
    filter_form_class = TextFilter
    joined = ("edition",)
    more_columns = (Column("edition", label=EDITION, accessor="edition.title"),)

    @property
    def columns(self):
        return [*super().columns, *self.more_columns]

    def get_object_list(self):
        return super().get_object_list().select_related(*self.joined)


class Pavilions(Halls):
    ordering = ("-edition__starts_on", "letter", "pk")


class Stands(Halls):
    ordering = ("-hall__edition__starts_on", "hall__order", "hall", "code")
    filter_form_class = CodeFilter
    joined = ("hall__edition",)
    more_columns = (
        Column("hall", label=HALL, accessor="hall.name"),
        Column("edition", label=EDITION, accessor="hall.edition.title"),
    )


def chooser(listing):
    """Wagtail's chooser with this listing, in its window and in what the window loads later."""

    class Window(listing, ChooseView):
        pass

    class Results(listing, ChooseResultsView):
        pass

    class Chooser(SnippetChooserViewSet):
        choose_view_class = Window
        choose_results_view_class = Results

    return Chooser

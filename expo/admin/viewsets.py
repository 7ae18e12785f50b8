"""Halls, stands and the programme in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from expo.admin import choosers
from expo.admin.session_form import SessionForm
from expo.admin.stand_form import StandForm
from expo.conflicts import SavesOverridable
from expo.halls.models import Facility, Hall, Pavilion, Stand
from expo.programme.models import Session, Speaker


def both(field, label):
    """A field's Chinese and English side by side."""
    return MultiFieldPanel([FieldRowPanel([f"{field}_zh", f"{field}_en"])], label)


class AddWithReason(SavesOverridable, CreateView):
    pass


class EditWithReason(SavesOverridable, EditView):
    pass


class HallViewSet(SnippetViewSet):
    model = Hall
    icon = "home"
    chooser_viewset_class = choosers.chooser(choosers.Halls)
    list_display = ["name_zh", "name_en", "edition", "width", "depth"]
    list_filter = ["edition"]
    search_fields = ["name_zh", "name_en", "slug"]
    ordering = ["-edition", "order"]
    panels = [
        "edition",
        both("name", _("Name")),
        "slug",
        FieldRowPanel(["width", "depth", "order"]),
        "background",
    ]


class PavilionViewSet(SnippetViewSet):
    model = Pavilion
    icon = "tag"
    chooser_viewset_class = choosers.chooser(choosers.Pavilions)
    list_display = ["letter", "name_zh", "name_en", "edition"]
    list_filter = ["edition"]
    search_fields = ["name_zh", "name_en"]
    panels = ["edition", "letter", both("name", _("Name")), both("theme", _("Theme"))]


class StandViewSet(SnippetViewSet):
    model = Stand
    icon = "grip"
    chooser_viewset_class = choosers.chooser(choosers.Stands)
    list_display = ["code", "hall", "pavilion", "state"]
    list_filter = ["hall", "pavilion", "state"]
    search_fields = ["code"]
    # a hall's stands on one page
    list_per_page = 100
    add_view_class = AddWithReason
    edit_view_class = EditWithReason
    edit_handler = ObjectList(
        [
            FieldRowPanel(["hall", "pavilion"]),
            FieldRowPanel(["code", "state"]),
            MultiFieldPanel(
                [
                    # of the form, not of the model
                    FieldRowPanel([FieldPanel("x"), FieldPanel("y")]),
                    FieldRowPanel([FieldPanel("width"), FieldPanel("depth")]),
                    "shape",
                ],
                _("Place on the plan"),
            ),
            "override_reason",
        ],
        base_form_class=StandForm,
    )


class FacilityViewSet(SnippetViewSet):
    model = Facility
    icon = "info-circle"
    list_display = ["name_zh", "kind", "hall"]
    list_filter = ["hall", "kind"]
    search_fields = ["name_zh", "name_en"]
    panels = [
        FieldRowPanel(["hall", "kind"]),
        both("name", _("Name")),
        FieldRowPanel(["x", "y"]),
        FieldRowPanel(["width", "depth"]),
    ]


class SessionViewSet(SnippetViewSet):
    model = Session
    icon = "calendar-alt"
    list_display = ["title_zh", "track", "starts_at", "ends_at", "room_zh"]
    list_filter = ["edition", "track", "hall"]
    search_fields = ["title_zh", "title_en", "summary_zh", "summary_en"]
    ordering = ["starts_at"]
    add_view_class = AddWithReason
    edit_view_class = EditWithReason
    edit_handler = ObjectList(
        [
            "edition",
            both("title", _("Title")),
            both("summary", _("Summary")),
            FieldRowPanel(["track", "hall", "capacity"]),
            both("room", _("Room")),
            "stand",
            FieldRowPanel(["starts_at", "ends_at"]),
            FieldRowPanel(["live_url", "replay_url"]),
            "speakers",
            "override_reason",
        ],
        base_form_class=SessionForm,
    )


class SpeakerViewSet(SnippetViewSet):
    model = Speaker
    icon = "user"
    list_display = ["name_zh", "name_en", "post_zh"]
    search_fields = ["name_zh", "name_en"]
    panels = [both("name", _("Name")), both("post", _("Position")), "portrait"]


class ExpoGroup(SnippetViewSetGroup):
    items = (
        HallViewSet,
        PavilionViewSet,
        StandViewSet,
        FacilityViewSet,
        SessionViewSet,
        SpeakerViewSet,
    )
    menu_label = _("Halls and programme")
    menu_icon = "calendar"
    menu_order = 150

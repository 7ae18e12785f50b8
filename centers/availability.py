"""Where goods can be seen: briefly on cards (the hook `display_center_names`), with shelf
and hours for the product page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.pictures import picture_url
from centers.models import DisplayCenter, OpeningHours, Sample
from core.minute_cache import MinuteCache
from core.models.images import ExpoImage, ExpoRendition

CARD_PICTURE = "fill-1400x1000|format-webp"


@dataclass(frozen=True, slots=True)
class ViewingPlace:
    """A shelf with the goods on it, as `components/viewing_places.html` takes it."""

    code: str
    name: str
    url: str
    open: bool
    hours_label: str
    where: str


@dataclass(frozen=True, slots=True)
class CenterCard:
    """A center as `components/center_card.html` takes it."""

    name: str
    url: str
    picture_url: str
    open: bool
    hours_label: str
    where: str


def short_names(product_pks: Sequence[int]) -> dict[int, str]:
    """ "Airport · CBD" by product, for those on display somewhere; one query."""
    samples = Sample.objects.on_display().filter(variant__product__in=product_pks)
    in_order = samples.order_by("shelf__center__order", "shelf__center")
    rows = in_order.values_list("variant__product", "shelf__center__kind").distinct()
    # the kind and not the name: a card has room for two words
    labels = kind_labels()
    names: dict[int, list[str]] = {}
    for product, kind in rows:
        label = labels[kind]
        if label not in names.setdefault(product, []):
            names[product].append(label)
    return {product: " · ".join(labels) for product, labels in names.items()}


def kind_labels() -> dict[str, str]:
    return {
        DisplayCenter.Kind.AIRPORT: _("Airport"),
        DisplayCenter.Kind.CBD: _("CBD"),
        DisplayCenter.Kind.SPECIAL_ZONE: _("Bonded zone"),
        DisplayCenter.Kind.STREET: _("High-street shop"),
    }


def places_of(product, now=None) -> list[ViewingPlace]:
    """Every shelf that a product stands on, by center; one query. The centers with their hours
    may be a minute old."""
    now = now or timezone.now()
    samples = Sample.objects.on_display().filter(variant__product=product)
    in_order = samples.order_by(
        "shelf__center__order", "shelf__center", "shelf__order", "shelf", "board"
    )
    boards = {}  # by shelf: two sizes side by side are one place
    for center, shelf, board in in_order.values_list("shelf__center", "shelf__code", "board"):
        boards.setdefault((center, shelf), board)
    centers = {center.pk: center for center in _centers.get()} if boards else {}
    return [
        _place(centers[pk], shelf, board, now)
        for (pk, shelf), board in boards.items()
        if pk in centers  # opened within this minute, by another process
    ]


def center_cards(now=None) -> list[CenterCard]:
    """All centers as cards; whether one is open is of this moment, the rest up to a minute old."""
    now = now or timezone.now()
    return [_card(center, now) for center in _centers.get()]


def _read_centers() -> list[DisplayCenter]:
    centers = DisplayCenter.objects.with_hours().select_related("picture")
    return list(centers.prefetch_related("picture__renditions"))


_centers = MinuteCache(_read_centers, DisplayCenter, OpeningHours, ExpoImage, ExpoRendition)


def _place(center, shelf, board, now):
    facts = {"spot": center.spot, "shelf": shelf, "board": board}
    template = (
        _("%(spot)s, shelf %(shelf)s, tier %(board)s from the top")
        if center.spot
        else _("shelf %(shelf)s, tier %(board)s from the top")
    )
    return ViewingPlace(code=shelf, where=template % facts, **_door(center, now))


def _card(center, now):
    where = " · ".join(part for part in (center.spot, center.address) if part)
    picture = picture_url(center.picture, CARD_PICTURE)
    return CenterCard(picture_url=picture, where=where, **_door(center, now))


def _door(center, now):
    """What a center's door says."""
    state = center.open_now(now)
    return {
        "name": center.name,
        "url": center.get_absolute_url(),
        "open": state.open,
        "hours_label": state.label,
    }

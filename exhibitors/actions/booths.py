"""Opening an exhibitor's booth at an edition."""

from django.db import transaction
from wagtail.models import Collection, Page

from exhibitors.models import BoothPage, Exhibitor


@transaction.atomic
def open_booth(participation, *, user=None, live=False, **fields):
    """The participation's booth page under its edition, made if there is none yet, with the pages
    that follow it in the other languages. `live=False` leaves it to the review."""
    # two who accept at once would open two booths
    Exhibitor.objects.select_for_update().get(pk=participation.exhibitor_id)
    if (booth := participation.booth()) is not None:
        return booth
    exhibitor = participation.exhibitor
    edition = Page.objects.get(pk=participation.edition_id).specific
    booth = BoothPage(
        title=exhibitor.name_zh,
        title_en=exhibitor.name_en,
        slug=exhibitor.slug,
        participation=participation,
        # an owner could edit it in Wagtail's admin, past the review
        owner=None,
        live=False,
        **fields,
    )
    edition.add_child(instance=booth)
    revision = booth.save_revision(user=user)
    if live:
        revision.publish(user=user)
        booth.refresh_from_db()
    follow_in_other_languages(booth)
    return booth


def follow_in_other_languages(booth):
    """Aliases of the booth under the translations of its edition, where they are missing."""
    parent = booth.get_parent()
    taken = set(BoothPage.objects.filter(alias_of=booth).values_list("locale_id", flat=True))
    for translation in parent.get_translations().exclude(locale_id__in=taken):
        # one translation key for all: the language switch finds the translation by it
        booth.create_alias(
            parent=translation, update_locale=translation.locale, reset_translation_key=False
        )


def own_collection(exhibitor):
    """Where the exhibitor's pictures lie, apart from everybody else's."""
    if exhibitor.collection_id is None:
        root = Collection.get_first_root_node()
        exhibitor.collection = root.add_child(name=exhibitor.name_zh)
        exhibitor.save(update_fields=["collection"])
    return exhibitor.collection

"""The edition's own page and those below it, copied as drafts in both languages.

A Chinese page and its English one share a translation key: so do their copies, and what a
translator has written is known of the copies too."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from expo.editions.carrying import CarriedKind
from expo.pages.edition_states import EditionState
from expo.pages.translations import english

# figures were true of the edition they were written for; a lock or an expiry was meant for it alone
ALWAYS_NEW = ["facts", "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by"]
TEXTS = ["theme", "cover", "body", "partners", "seo_title", "search_description"]


def kinds():
    return [
        CarriedKind(
            name="pages",
            label=pgettext("next edition", "Pages"),
            text=_(
                "Texts, pictures and partners in both languages, as drafts; no facts, no booths."
            ),
            made=_("Pages, as drafts"),
            count=lambda source: sum(len(pair) for pair in pairs_of(source)),
            copy=copy_pages,
        )
    ]


def copy_edition(plan, user):
    """The new edition's pages: the one in the first language, and the English one or None."""
    left = ALWAYS_NEW if "pages" in plan.choices.get("kinds", []) else ALWAYS_NEW + TEXTS
    common = {
        "slug": plan.slug,
        "state": EditionState.PLANNED,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
    }
    chinese, *translated = pair_of(plan.source)
    edition = copy_page(chinese, chinese.get_parent(), user, left, titled(plan.title_zh) | common)
    copies = [
        copy_translation(page, edition, page.get_parent(), user, left, common, plan.title_en)
        for page in translated
    ]
    return edition, next(iter(copies), None)


def copy_pages(opening):
    """The pages below the edition's; the edition's own are counted too."""
    for chinese, *translated in pairs_of(opening.source)[1:]:
        made = copy_page(chinese, opening.edition, opening.user, ALWAYS_NEW, {})
        if opening.english is not None:
            for page in translated:
                copy_translation(page, made, opening.english, opening.user, ALWAYS_NEW, {})
    return sum(len(pair) for pair in pairs_of(opening.source))


def pairs_of(source):
    """The edition's page and those below it that a next edition has too, each as `pair_of`."""
    below = [page for page in source.get_children().specific() if carries_over(page)]
    return [pair_of(page) for page in (source, *below)]


def carries_over(page):
    return getattr(page, "carries_over", False)


def pair_of(page):
    """The page, and the same in English if there is one."""
    translation = page.get_translation_or_none(english())
    return (page,) if translation is None else (page, translation.specific)


def copy_page(page, parent, user, left, attributes):
    with LogContext(user=user):  # each has its own entry in its history
        return page.copy(
            to=Page.objects.get(pk=parent.pk),  # as it is by now: it may have got another child
            update_attrs=attributes,
            exclude_fields=left,
            copy_revisions=False,
            keep_live=False,
            user=user,
        )


def titled(title):
    return {"title": title, "draft_title": title} if title else {}


def copy_translation(page, made, parent, user, left, attributes, title=""):
    """made: the copy in the first language, which this one is the English page of."""
    paired = {"translation_key": made.translation_key}
    copy = copy_page(page, parent, user, left, attributes | paired | titled(title))
    chosen = Translation.objects.filter(target_locale=page.locale, enabled=True)
    before = chosen.filter(source__object_id=page.translation_key).first()
    if before is not None:
        keep_translated(before, made, copy)
    return copy


def keep_translated(before, made, copy):
    """What a translator wrote for the old page is written for the new one, by its place in it."""
    locale = copy.locale
    source, _created = TranslationSource.update_or_create_from_instance(made)
    Translation.objects.create(source=source, target_locale=locale)
    known = {"locale": locale, "context__object_id": before.source.object_id}
    # a text of several paragraphs has as many strings in one place
    texts = {
        (text.context.path, text.translation_of_id): text.data
        for text in StringTranslation.objects.filter(**known).select_related("context")
    }
    for segment in source.stringsegment_set.select_related("context", "string"):
        place = segment.context.path
        data = copy.title if place == "title" else texts.get((place, segment.string_id))
        if data:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={
                    "data": data,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )
    paths = {each.context.path: each.context for each in source.overridablesegment_set.all()}
    for override in SegmentOverride.objects.filter(**known).select_related("context"):
        if context := paths.get(override.context.path):
            SegmentOverride.objects.create(
                locale=locale, context=context, data_json=override.data_json
            )

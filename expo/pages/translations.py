"""English beside Chinese through wagtail-localize, without an editor's clicks."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource


def english():
    return Locale.objects.get(language_code="en")


def publish_english(page: Page, texts: dict[str, str]) -> Page:
    """The page's English translation, published from `texts` (Chinese text as the editor's
    translation form shows it: English text). Strings that `texts` lacks stay as the
    translator left them, or Chinese. The page's parent must be in English already."""
    # called again it takes up strings added since: the demo's seeding relies on that
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=english())
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    texts = {as_string(zh): as_string(en) for zh, en in texts.items()}
    for segment in source.stringsegment_set.select_related("string", "context"):
        text = texts.get(segment.string.data)
        if text is not None:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": text, "translation_type": manual},
            )
    # wagtail-localize would publish on commit, from an object that has missed children added
    # below it in the meantime; so publish here, from what the database holds now
    translation.save_target(publish=False)
    english_page = page.get_translation(translation.target_locale).specific
    english_page.get_latest_revision().publish()
    return english_page


def as_string(text):
    """Plain text in wagtail-localize's form: it keeps line breaks as tags."""
    return text.replace("\n", "<br/>")

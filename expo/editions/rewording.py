"""Places in copied pages that still speak of the edition they were copied from."""

from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

from expo.editions.pages import pairs_of
from expo.editions.titles import CHINESE, ENGLISH, YEAR


def pages_to_reword(plan):
    """[(page, number of places)] of the pages that were made, drafts as they are now."""
    terms = terms_of(plan.source)
    pages = [page for pair in pairs_of(plan.made) for page in pair]
    drafts = (page.get_latest_revision_as_object() for page in pages)
    return [(page, sum(text_of(page).count(term) for term in terms)) for page in drafts]


def terms_of(source):
    """第十届 and 2026: what names one edition and no other."""
    titles = " ".join([source.title, *source.get_translations().values_list("title", flat=True)])
    matches = {match[0] for pattern in (CHINESE, ENGLISH) for match in pattern.finditer(titles)}
    return matches | {match[0] for match in YEAR.finditer(titles)} | {str(source.starts_on.year)}


def text_of(page):
    """What an editor wrote, but for the title, which is new."""
    parts = [page.seo_title, page.search_description]
    for name in ("theme", "intro", "place"):
        parts.append(getattr(page, name, ""))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            parts += map(get_text_for_indexing, value.stream_block.get_searchable_content(value))
    return "\n".join(map(str, parts))

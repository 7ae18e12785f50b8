"""What an editor may put into the body of a page: few, plain blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class FactBlock(blocks.StructBlock):
    figure = blocks.CharBlock(label=_("figure"), max_length=20)
    words = blocks.CharBlock(label=_("words"), max_length=80)

    class Meta:
        icon = "order"
        template = "core/blocks/fact.html"


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title of the notice"), max_length=60)
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "link"])

    class Meta:
        icon = "warning"
        template = "core/blocks/notice.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), max_length=160, required=False)

    class Meta:
        icon = "image"
        template = "core/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("heading"), max_length=80, icon="title", template="core/blocks/heading.html"
    )
    text = blocks.RichTextBlock(
        label=_("text"), features=["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
    )
    picture = PictureBlock(label=_("picture"))
    facts = blocks.ListBlock(FactBlock(), label=_("facts"), template="core/blocks/facts.html")
    notice = NoticeBlock(label=_("notice"))

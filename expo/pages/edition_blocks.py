"""What an edition says about itself beside its text: figures, and who is behind it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.blocks import FactBlock

MAX_FACTS = 4


class FactsBlock(blocks.StreamBlock):
    fact = FactBlock(label=_("fact"))

    class Meta:
        max_num = MAX_FACTS


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=120)
    role = blocks.CharBlock(
        label=pgettext_lazy("partner", "role"),
        max_length=80,
        required=False,
        help_text=_("Such as organizer, co-organizer, supporter."),
    )
    logo = ImageChooserBlock(label=_("logo"), required=False)
    link = blocks.URLBlock(label=_("web address"), required=False)

    class Meta:
        icon = "group"


class PartnersBlock(blocks.StreamBlock):
    partner = PartnerBlock(label=_("partner"))

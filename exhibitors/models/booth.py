from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, Workflow

from core import groups
from core.language import InLanguage, speaks_chinese
from core.models.images import picture_field
from exhibitors.reviewed_fields.editor_forms import ReviewedPageForm
from exhibitors.reviewed_fields.fields import CONTACT, TEXTS, Reviewed, WrittenField, bilingual
from exhibitors.reviewed_fields.panels import DifferencesPanel, field_panels
from exhibitors.stands import with_plan_urls


class BoothPage(Reviewed, Page):
    """An exhibitor's stand as a page, one per participation, owned by the organizers. Both
    languages are written on one form and reviewed together; the page in the English tree is an
    alias that follows this one."""

    participation = models.ForeignKey(
        "exhibitors.Participation",
        models.PROTECT,
        related_name="booths",
        null=True,
        verbose_name=_("participation"),
    )
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    slogan_zh = models.CharField(_("Chinese slogan"), max_length=120, blank=True)
    slogan_en = models.CharField(_("English slogan"), max_length=120, blank=True)
    slogan = InLanguage()
    intro_zh = models.TextField(_("Chinese text"), blank=True)
    intro_en = models.TextField(_("English text"), blank=True)
    intro = InLanguage()
    picture = picture_field(_("picture"))
    hours_zh = models.CharField(_("Chinese hours"), max_length=120, blank=True)
    hours_en = models.CharField(_("English hours"), max_length=120, blank=True)
    contact_email = models.EmailField(_("public e-mail address"), blank=True)
    contact_phone = models.CharField(_("public telephone"), max_length=40, blank=True)

    template = "exhibitors/booth_page.html"
    # the one declaration of what an exhibitor writes: see docs/extending.md
    written = (
        WrittenField("title", TEXTS, label=_("Chinese title")),
        WrittenField("title_en", TEXTS),
        *bilingual("slogan", TEXTS),
        *bilingual("intro", TEXTS),
        WrittenField("picture", label=_("Picture")),
        *bilingual("hours", CONTACT, fact=_("At the stand")),
        WrittenField("contact_email", CONTACT),
        WrittenField("contact_phone", CONTACT),
        WrittenField("featured", label=_("featured products"), value="featured_names"),
    )
    # an exhibitor who could write it would take over another's booth
    kept_by_staff = ("participation",)
    needed_for_review = ("slogan_zh", "intro_zh", "title_en", "slogan_en", "intro_en")

    content_panels = [
        DifferencesPanel(heading=_("Changed content")),
        *Page.content_panels,
        "participation",
        MultiFieldPanel(field_panels(written, TEXTS, but="title"), _("Text")),
        "picture",
        MultiFieldPanel(field_panels(written, CONTACT), _("Hours and contact")),
        InlinePanel("featured", label=_("featured products")),
    ]
    base_form_class = ReviewedPageForm
    parent_page_types = ["expo.EditionPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("booth page")

    @property
    def name(self):
        return self.title if speaks_chinese() else self.title_en or self.title

    @property
    def exhibitor(self):
        return self.participation.exhibitor

    def featured_pks(self):
        """The featured goods' keys in the exhibitor's order; a draft's own on a draft."""
        return [product.product_id for product in self.featured.all()]

    def featured_names(self):
        """What a reviewer reads of them."""
        pks = self.featured_pks()
        names = dict(self.exhibitor.products.filter(pk__in=pks).values_list("pk", "name_zh"))
        return [names.get(pk, f"#{pk}") for pk in pks]

    def errors_for_review(self):
        """Sentences saying what must be filled in before anybody reviews it."""
        errors = []
        if not (self.slogan_zh and self.intro_zh):
            errors.append(gettext("The Chinese slogan and text are missing."))
        if not (self.title_en and self.slogan_en and self.intro_en):
            errors.append(gettext("The English title, slogan and text are missing."))
        if self.picture_id is None:
            errors.append(gettext("The picture is missing."))
        return errors

    @property
    def has_workflow(self):
        return self.get_workflow() is not None

    def get_workflow(self):
        """The review in which the Reviewers have their say, wherever the page lies in the tree."""
        reviews = Workflow.objects.active().filter(
            workflow_tasks__task__reviewtask__groups__name=groups.REVIEWERS,
            workflow_tasks__task__active=True,
        )
        return reviews.order_by("pk").first() or super().get_workflow()

    def desk_url(self):
        return reverse("desk:booth", args=[self.exhibitor.slug])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        participation = self.participation
        if participation:
            context["exhibitor"] = participation.exhibitor
            context["stands"] = with_plan_urls(participation.stands(), participation.edition)
            context["times"] = participation.exhibitor.times_accepted()
        return context


class FeaturedGood(Orderable):
    page = ParentalKey(BoothPage, on_delete=models.CASCADE, related_name="featured")
    product = models.ForeignKey(
        "catalog.Product", models.CASCADE, related_name="featured_at", verbose_name=_("goods")
    )

    panels = ["product"]

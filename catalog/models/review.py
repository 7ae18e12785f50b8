"""What of a product its exhibitor writes and a reviewer reads."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exhibitors.review.differences import Field

# counted or decided elsewhere: a revision from last week must not bring last week's back
NOT_IN_REVISIONS = ("exhibitor_id", "slug", "sales", "created_at")


class Reviewed:
    """Mixed into Product before Wagtail's RevisionMixin."""

    def reviewed_fields(self):
        """What a reviewer reads, in the order of the page."""
        return [
            Field("name_zh", _("Chinese name"), self.name_zh),
            Field("name_en", _("English name"), self.name_en),
            Field("highlight_zh", _("Chinese highlight"), self.highlight_zh),
            Field("highlight_en", _("English highlight"), self.highlight_en),
            Field("description_zh", _("Chinese description"), self.description_zh),
            Field("description_en", _("English description"), self.description_en),
            Field("picture", _("Picture"), self.picture),
        ]

    def errors_for_review(self):
        """Sentences saying what must be filled in before anybody reviews it."""
        missing = []
        if not self.name_en:
            missing.append(gettext("The English name is missing."))
        if not self.description_zh:
            missing.append(gettext("The Chinese description is missing."))
        if self.picture_id is None:
            missing.append(gettext("The picture is missing."))
        return missing

    def desk_url(self):
        return reverse("desk:good", args=[self.exhibitor.slug, self.pk])

    def get_preview_template(self, request, mode_name):
        return "catalog/product_preview.html"

    def get_preview_context(self, request, mode_name):
        """The page is built from this model, so its template asks for it, not the model."""
        return {"product": self}

    def with_content_json(self, content):
        version = super().with_content_json(content)
        for name in NOT_IN_REVISIONS:
            setattr(version, name, getattr(self, name))
        return version

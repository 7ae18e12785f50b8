"""What of a product its exhibitor writes and a reviewer reads."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exhibitors.reviewed_fields.fields import TEXTS, Reviewed, WrittenField, bilingual

# counted or decided elsewhere: a revision from last week must not bring last week's back
NOT_IN_REVISIONS = ("exhibitor_id", "slug", "sales", "created_at")


class ReviewedProduct(Reviewed):
    """Mixed into Product before Wagtail's RevisionMixin."""

    written = (
        *bilingual("name", TEXTS),
        *bilingual("highlight", TEXTS),
        *bilingual("description", TEXTS),
        WrittenField("picture", label=_("Picture")),
    )
    kept_by_staff = (
        *("exhibitor", "slug", "category", "brand", "origin", "return_policy"),
        *("sales", "created_at", "updated_at"),
    )

    needed_for_review = ("name_en", "description_zh")

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

"""The forms of Wagtail's editor for what is reviewed: while it is, they are only to be read."""

from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm


class ReadOnlyInReview:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.workflow_in_progress:
            for field in self.fields.values():
                field.disabled = True


class ReviewedPageForm(ReadOnlyInReview, WagtailAdminPageForm):
    pass


class ReviewedSnippetForm(ReadOnlyInReview, WagtailAdminModelForm):
    pass

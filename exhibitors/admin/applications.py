"""Applications in Wagtail's admin: read, then accepted, returned or declined; never edited."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from exhibitors.admin.answering import AnsweredOnly, AnswerView
from exhibitors.applications import actions
from exhibitors.errors import NotAllowedError
from exhibitors.models import Application

ACTIONS = {
    "accept": actions.accept,
    "return": actions.return_to_applicant,
    "decline": actions.decline,
}


register_permission_policy(Application, AnsweredOnly(Application))


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Required to return or decline; the applicant will see it."),
    )


class DecisionView(AnswerView):
    permission_policy = AnsweredOnly(Application)
    model = Application
    header_icon = "form"
    page_title = pgettext_lazy("exhibitor", "Application")

    def get_queryset(self):
        return Application.objects.select_related("edition", "package", "applicant", "answered_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            application=self.instance, **{"answer": DecisionForm(), **kwargs}
        )

    def post(self, request, *args, **kwargs):
        form = DecisionForm(request.POST)
        name = request.POST.get("action")
        if name not in ACTIONS or not form.is_valid():
            return self.render_to_response(self.get_context_data(answer=form))
        # an acceptance needs none, and has no place for one
        reason = {} if name == "accept" else {"reason": form.cleaned_data["reason"]}
        try:
            done = ACTIONS[name](self.instance, user=request.user, **reason)
        except NotAllowedError as exc:
            form.add_error("reason", exc.reasons[0])
            return self.render_to_response(self.get_context_data(answer=form))
        if done:
            messages.success(request, _("Answered. The applicant gets an e-mail."))
        else:
            messages.warning(request, _("It has already been answered or withdrawn."))
        return redirect("wagtailsnippets_exhibitors_application:edit", self.instance.pk)


class ApplicationViewSet(SnippetViewSet):
    model = Application
    icon = "form"
    list_display = ["name_zh", "name_en", "edition", "package", "state", "submitted_at"]
    list_filter = ["state", "edition", "package"]
    search_fields = ["name_zh", "name_en", "contact_name", "contact_email"]
    ordering = ["-submitted_at"]
    edit_view_class = DecisionView
    edit_template_name = "exhibitors/admin/application.html"
    copy_view_enabled = False
    exclude_form_fields = ["turn"]

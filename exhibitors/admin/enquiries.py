"""Enquiries in Wagtail's admin: read, answered, forwarded to firms, closed; never edited."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from exhibitors.admin.answer_view import AnswerView
from exhibitors.admin.permissions import AnsweredOnly
from exhibitors.enquiries import actions
from exhibitors.enquiries.forms import AnswerForm
from exhibitors.errors import NotAllowedError
from exhibitors.models import Enquiry, Exhibitor, Participation
from expo.pages.home import current_edition

register_permission_policy(Enquiry, AnsweredOnly(Enquiry))


class ForwardForm(forms.Form):
    firms = forms.ModelMultipleChoiceField(
        Exhibitor.objects.none(),
        label=gettext_lazy("Exhibitors that may have it"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, enquiry, **kwargs):
        super().__init__(*args, **kwargs)
        here = Participation.objects.at(current_edition()).accepted().values("exhibitor")
        firms = Exhibitor.objects.filter(pk__in=here).exclude(enquiries=enquiry)
        self.fields["firms"].queryset = firms.order_by("name_zh")


class EnquiryView(AnswerView):
    permission_policy = AnsweredOnly(Enquiry)
    model = Enquiry
    header_icon = "help"
    page_title = gettext_lazy("Enquiry")

    def get_queryset(self):
        return Enquiry.objects.with_state().prefetch_related("firms")

    def get_context_data(self, **kwargs):
        forms = {"answer": AnswerForm(), "forward": ForwardForm(enquiry=self.instance)}
        answers = self.instance.answers.select_related("exhibitor", "by")
        return super().get_context_data(enquiry=self.instance, answers=answers, **forms | kwargs)

    def post(self, request, *args, **kwargs):
        actions_by_name = {"answer": self.answer, "forward": self.forward, "close": self.close}
        chosen = actions_by_name.get(request.POST.get("action"))
        invalid = chosen() if chosen else {}
        if invalid:
            return self.render_to_response(self.get_context_data(**invalid))
        return redirect("wagtailsnippets_exhibitors_enquiry:edit", self.instance.pk)

    def answer(self):
        form = AnswerForm(self.request.POST)
        if form.is_valid():
            data = {**form.cleaned_data, "user": self.request.user}
            if self.succeeded(actions.answer, self.instance, **data):
                return {}
        return {"answer": form}

    def forward(self):
        form = ForwardForm(self.request.POST, enquiry=self.instance)
        if form.is_valid():
            firms = list(form.cleaned_data["firms"])
            if self.succeeded(actions.forward, self.instance, firms):
                return {}
        return {"forward": form}

    def close(self):
        actions.close(self.instance)
        messages.success(self.request, _("Closed."))
        return {}

    def succeeded(self, action, *args, **data):
        try:
            action(*args, **data)
        except NotAllowedError as exc:
            messages.error(self.request, exc.reasons[0])
            return False
        messages.success(self.request, _("Done. Everybody concerned gets an e-mail."))
        return True


class EnquiryViewSet(SnippetViewSet):
    model = Enquiry
    icon = "help"
    list_display = ["wanted", "state_label", "language", "asked_at", "closed_at"]
    list_filter = {"closed_at": ["isnull"], "language": ["exact"]}
    search_fields = ["wanted", "text", "email"]
    ordering = ["-asked_at"]
    edit_view_class = EnquiryView
    edit_template_name = "exhibitors/admin/enquiry.html"
    copy_view_enabled = False
    exclude_form_fields = ["token", "form_key"]

    def get_queryset(self, request):
        return Enquiry.objects.with_state()

"""Enquiries in Wagtail's admin: read, answered, forwarded to firms, closed; never edited."""

import django_filters
from django import forms
from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from exhibitors.admin.answering import AnsweredOnly, AnswerView
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

    def forms(self, data=None):
        return {"answer": AnswerForm(data), "forward": ForwardForm(data, enquiry=self.instance)}

    def get_context_data(self, **kwargs):
        answers = self.instance.answers.select_related("exhibitor", "by")
        context = {"enquiry": self.instance, "answers": answers, **self.forms(), **kwargs}
        return super().get_context_data(**context)

    def post(self, request, *args, **kwargs):
        name = request.POST.get("action")
        form = self.forms(request.POST).get(name)
        if name == "close":
            actions.close(self.instance)
            messages.success(request, _("Closed."))
        elif form and not (form.is_valid() and self.succeeded(name, form.cleaned_data)):
            return self.render_to_response(self.get_context_data(**{name: form}))
        return redirect("wagtailsnippets_exhibitors_enquiry:edit", self.instance.pk)

    def succeeded(self, name, data):
        try:
            if name == "answer":
                actions.answer(self.instance, **data, user=self.request.user)
            else:
                actions.forward(self.instance, list(data["firms"]))
        except NotAllowedError as exc:
            messages.error(self.request, exc.reasons[0])
            return False
        messages.success(self.request, _("Done. Everybody concerned gets an e-mail."))
        return True


OPEN, CLOSED = pgettext_lazy("enquiry", "open"), pgettext_lazy("enquiry", "closed")


class EnquiryFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("state"),
        choices=[("open", OPEN), ("closed", CLOSED)],
        method="in_state",
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Enquiry
        fields = []

    def in_state(self, enquiries, name, value):
        return enquiries.filter(closed_at__isnull=value == "open")


def language_name(enquiry):
    return dict(settings.LANGUAGES).get(enquiry.language, enquiry.language)


class EnquiryViewSet(SnippetViewSet):
    model = Enquiry
    icon = "help"
    list_display = [
        "wanted",
        "state_label",
        Column("language", label=gettext_lazy("language"), accessor=language_name),
        "asked_at",
        "closed_at",
    ]
    filterset_class = EnquiryFilterSet
    search_fields = ["wanted", "text", "email"]
    ordering = ["-asked_at"]
    edit_view_class = EnquiryView
    edit_template_name = "exhibitors/admin/enquiry.html"
    copy_view_enabled = False
    exclude_form_fields = ["token", "form_key"]

    def get_queryset(self, request):
        return Enquiry.objects.with_state()

import secrets
from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.rate_limits import limited
from orders import access
from orders.errors import OrderActionError, reasons_as_messages
from orders.models import Return
from orders.models.order import FulfilmentState
from orders.returns import agree, apply_to_customs, close, decline, receive_back, request_return
from orders.returns.rules import (
    deadlines_of,
    pieces_left,
    why_not_back_on,
    why_not_receive,
    why_not_return,
    why_unchanged,
)

MAX_REASON_LENGTH = 200


class ReturnForm(forms.Form):
    """How many pieces of each line, and why. One field for each line that has pieces left."""

    reason = forms.ChoiceField(
        label=gettext_lazy("reason"),
        choices=Return.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose a reason."),
            "invalid_choice": gettext_lazy(
                "This reason does not fit the order: please choose another."
            ),
        },
    )
    comment = forms.CharField(
        label=gettext_lazy("your comment"), max_length=MAX_REASON_LENGTH, required=False
    )
    client_token = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, order, **kwargs):
        super().__init__(*args, **kwargs)
        # what was handed over or signed for was not rejected
        if order.fulfilment_state != FulfilmentState.SHIPPED or hasattr(order, "pickup"):
            reasons = [one for one in Return.Reason.choices if one[0] != Return.Reason.NOT_TAKEN]
            cast(forms.ChoiceField, self.fields["reason"]).choices = reasons
        left = pieces_left(order)
        self.rows = []
        for line in order.lines.all():
            if left[line.pk]:
                name = f"line-{line.line}"
                self.fields[name] = forms.IntegerField(
                    min_value=0, max_value=left[line.pk], required=False
                )
                self.rows.append({"line": line, "left": left[line.pk], "field": self[name]})

    def clean_client_token(self):
        """A page of before forms had tokens: shown again, with one."""
        if not (token := self.cleaned_data["client_token"]):
            self.data = {**self.data, "client_token": secrets.token_urlsafe(24)}
            self.add_error(None, _("This page was out of date. Please submit again."))
        return token

    def pieces(self):
        wanted = {row["line"].line: self.cleaned_data.get(row["field"].name) for row in self.rows}
        return {line: pieces for line, pieces in wanted.items() if pieces}


@never_cache
@require_http_methods(["GET", "POST"])
@limited("checkout", methods=["POST"])
def return_goods(request, number):
    """A buyer chooses what goes back and why; a clerk may do it for them."""
    order = access.order_to_act_on(request, number)
    why_not = why_not_return(order)
    token = request.POST.get("client_token", "")
    # before the form is checked: the other click was faster, and may have left no pieces to return
    if token and (existing := order.returns.filter(client_token=_token_of(order, token)).first()):
        return _noted(request, existing)
    typed = request.POST.dict() if request.method == "POST" else None
    form = ReturnForm(typed, order=order, initial={"client_token": secrets.token_urlsafe(24)})
    if request.method == "POST" and form.is_valid():
        try:
            goods_return = request_return(
                order,
                form.pieces(),
                reason=form.cleaned_data["reason"],
                comment=form.cleaned_data["comment"],
                actor=access.account_of(request),
                client_token=_token_of(order, form.cleaned_data["client_token"]),
            )
        except OrderActionError as exc:
            form.add_error(None, exc.reasons)
        else:
            return _noted(request, goods_return)
    context = {"order": order, "form": form, "why_not": why_not, "deadlines": deadlines_of(order)}
    return render(request, "orders/return.html", context)


def _noted(request, goods_return):
    messages.success(
        request, _("Return %(number)s has been recorded.") % {"number": goods_return.number}
    )
    return redirect("orders:order", goods_return.order.number)


def _token_of(order, typed):
    """The form's token, bound to its order: somebody else's form never leads to this return."""
    return salted_hmac("orders.return.token", f"{order.pk}:{typed}", algorithm="sha256").hexdigest()


@require_POST
def move_return(request, number, returned):
    """A clerk says where the goods go to, notes that they are back, has customs notified, declines,
    or waits no longer."""
    # 404 and not 403: nobody else learns that there is such a return
    if not access.is_clerk(request.user):
        raise Http404
    goods_return = get_object_or_404(Return, number=returned, order__number=number)
    action = next((ACTIONS[name] for name in ACTIONS if name in request.POST), _decline)
    with reasons_as_messages(request):
        if not action(request, goods_return):
            raise OrderActionError(why_unchanged(goods_return))
        messages.success(request, _("Saved; the buyer has been notified."))
    return redirect("orders:order", number)


def _receive(request, goods_return):
    """The price goes back at once, and tax and limit hang on the day (R-RET-3): none is guessed."""
    typed = request.POST.get("on", "").strip()
    if not typed:
        raise OrderActionError(_("Enter the day on which the goods came back."))
    on = _day(typed)
    if on is None:
        raise OrderActionError(_("“%(text)s” is not a date.") % {"text": typed[:20]})
    if why_not := why_not_receive(goods_return) or why_not_back_on(goods_return, on):
        raise OrderActionError(why_not)
    sellable = "sellable" in request.POST
    return receive_back(goods_return, actor=request.user, on=on, sellable=sellable)


def _agree(request, goods_return):
    place = " ".join(request.POST.get("send_to", "").split())[:MAX_REASON_LENGTH]
    if not place:
        raise OrderActionError(_("Enter the address to which the goods are sent back."))
    if place == goods_return.send_to:
        raise OrderActionError(_("The buyer has this address already."))
    return agree(goods_return, actor=request.user, send_to=place)


def _decline(request, goods_return):
    reason = " ".join(request.POST.get("reason", "").split())[:MAX_REASON_LENGTH]
    if not reason:
        raise OrderActionError(_("Enter the reason for declining; the buyer reads it."))
    return decline(goods_return, actor=request.user, reason=reason)


ACTIONS = {
    "agree": _agree,
    "receive": _receive,
    "apply": lambda request, goods_return: apply_to_customs(goods_return, actor=request.user),
    "close": lambda request, goods_return: close(goods_return, actor=request.user),
}


def _day(typed):
    try:
        return parse_date(typed)
    except ValueError:
        return None

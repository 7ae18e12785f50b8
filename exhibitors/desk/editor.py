"""What the editors of booths and goods share: the form's version, its picture, saving it."""

from django.contrib import messages
from django.utils.translation import gettext as _

from core.models import ExpoImage
from exhibitors.actions.drafts import LockedDraftError, StaleDraftError, draft_of, save_draft
from exhibitors.actions.pictures import store_picture
from exhibitors.errors import NotAllowedError
from exhibitors.review.actions import submit
from exhibitors.reviewed_fields.differences import differences


def number_sent(data, name):
    """A key that a form has sent, or None."""
    value = data.get(name, "")
    # isdigit alone accepts ², which int() does not
    return int(value) if value.isascii() and value.isdigit() else None


def picture_sent(request, membership, form, title):
    """The picture this form carries: a new upload, else one kept from a try before, else None.

    Marks the form's field where the upload is not accepted."""
    upload = form.cleaned_data.get("picture")
    if upload:
        try:
            return store_picture(
                membership.exhibitor,
                upload,
                user=request.user,
                title=title,
                alt_zh=form.cleaned_data["alt_zh"],
                alt_en=form.cleaned_data["alt_en"],
            )
        except NotAllowedError as exc:
            for reason in exc.reasons:
                form.add_error("picture", reason)
            return None
    # only an own one: the key comes from the form
    own = ExpoImage.objects.filter(collection=membership.exhibitor.collection_id)
    return own.filter(pk=number_sent(request.POST, "kept")).first()


class SaveOutcome:
    """What became of a form: `saved`, or `stale` (what the other one wrote), or `reasons`."""

    def __init__(self, saved=False, submitted=False, stale=None, reasons=()):
        self.saved, self.submitted, self.stale = saved, submitted, stale
        self.reasons = list(reasons)


def save_forms(request, membership, obj, form, picture_form, also=None):
    """Save what the editor's two forms carry, and `also(draft)` what else the page can change.

    (outcome, context to show the forms again); no outcome where a form has errors."""
    draft = form.instance
    context = {"picture": draft.picture}
    # & and not `and`: both forms show their errors at once
    if not picture_form.is_valid() & form.is_valid():
        return None, context
    title = next(iter(form.cleaned_data.values()))  # the first field is the name
    picture = picture_sent(request, membership, picture_form, title)
    context = {"picture": picture or draft.picture, "kept": picture}
    if picture_form.errors:
        return None, context

    def change(each):
        for name, value in form.cleaned_data.items():
            setattr(each, name, value)
        each.picture = picture or each.picture
        if also is not None:
            also(each)

    outcome = save_and_submit(
        obj,
        user=request.user,
        seen=number_sent(request.POST, "seen"),
        change=change,
        then_submit=request.POST.get("do") == "submit",
    )
    context["reasons"] = outcome.reasons
    if outcome.stale:
        change(draft)
        context |= {"stale": outcome.stale, "theirs": differences_from(outcome.stale, draft)}
    return outcome, context


def save_and_submit(obj, *, user, seen, change, then_submit):
    """Save the draft, and submit it if `then_submit`. A member's mistake raises nothing here."""
    try:
        save_draft(obj, user=user, seen=seen, change=change)
    except LockedDraftError:
        return SaveOutcome(reasons=[_("It is in review. Withdraw it first, then change it.")])
    except StaleDraftError as stale:
        return SaveOutcome(stale=stale.revision)
    if not then_submit:
        return SaveOutcome(saved=True)
    try:
        submit(obj, user=user)
    except NotAllowedError as exc:
        return SaveOutcome(saved=True, reasons=exc.reasons)
    return SaveOutcome(saved=True, submitted=True)


def add_messages(request, outcome):
    """What a saved draft's author reads on the next page."""
    for reason in outcome.reasons:
        messages.error(request, reason)
    if outcome.submitted:
        messages.success(
            request, _("Submitted. The live page stays unchanged until it is approved.")
        )
    elif not outcome.reasons:
        messages.success(request, _("Draft saved. Visitors don't see it yet."))


def disable_unless_editable(review, membership, *forms):
    if review.is_locked or not membership.may_edit():
        for form in forms:
            for field in form.fields.values():
                field.disabled = True


def mark_missing_picture(form, picture):
    """A draft is saved without one, and not submitted."""
    if picture is None:
        form.fields["picture"].mark = _("required for review")


def latest_differences(obj):
    """What the latest draft would change on the live page."""
    return differences(obj, draft_of(obj))


def differences_from(revision, draft):
    """What saving again would change in what the other member has saved."""
    other = revision.as_object()
    other.live = True  # compared whole, be it shown yet or not
    return differences(other, draft)

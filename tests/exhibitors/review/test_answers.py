"""What a reviewer sends from Wagtail's editor: an answer, and nothing else."""

import json
import re

import pytest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import TaskState, WorkflowState

from exhibitors.models import BoothPage
from exhibitors.review.actions import withdraw
from tests.exhibitors.pictures import jpeg
from tests.exhibitors.review.steps import booth_form, good_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]
BY_BROWSER = {"accept": "application/json"}  # how the editor saves by itself


@pytest.fixture
def waiting(aroha, booth):
    """The booth, submitted with a new slogan; the address of its editor in the admin."""
    texts = {"slogan_zh": "一", "title_en": "Kiwi", "picture": jpeg(), "do": "submit"}
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, **texts))
    assert WorkflowState.objects.get().status == "in_progress"
    return reverse("wagtailadmin_pages:edit", args=[booth.pk])


def answer(action, comment=None, **form):
    data = {} if comment is None else {"comment": comment}
    return form | {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps(data),
    }


def slogan(booth):
    return BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object().slogan_zh


def status():
    return WorkflowState.objects.get().status


@pytest.mark.parametrize("comment", [None, "", "  \n"])
def test_nothing_is_returned_without_a_reason(reviewer, booth, waiting, comment):
    page = reviewer.post(waiting, answer("reject", comment), follow=True)
    assert "请写明原因" in page.content.decode()
    assert status() == "in_progress"

    state = TaskState.objects.get()
    modal = reverse("wagtailadmin_pages:workflow_action", args=[booth.pk, "reject", state.pk])
    window = reviewer.post(
        modal, {"comment": comment or ""}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert window.status_code == 200
    assert "errorlist" in window.json()["html"] or "w-field__errors" in window.json()["html"]
    assert status() == "in_progress"


@pytest.mark.parametrize("comment", ["有水印"])
def test_what_a_reviewer_types_beside_a_return_is_nobody_s_draft(
    aroha, reviewer, booth, waiting, comment
):
    before = booth.revisions.count()
    typed = {"title": "审核员改的", "slug": "kiwi", "slogan_zh": "审核员写的"}
    reviewer.post(waiting, typed | answer("reject", comment))
    assert (status(), booth.revisions.count()) == ("needs_changes", before)
    desk = aroha.get("/desk/kiwi/booth/").content.decode()
    assert comment in desk
    assert "审核员" not in desk


def test_an_answer_to_what_was_not_read_is_not_taken(aroha, reviewer, booth, waiting):
    read = TaskState.objects.get().revision_id
    withdraw(booth, user=aroha.user)
    texts = {"slogan_zh": "从未读过", "title_en": "Kiwi", "do": "submit"}
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, **texts))
    stale = answer("approve") | {"loaded_revision_id": read}
    page = reviewer.post(waiting, stale, follow=True).content.decode()
    assert "展商修改后重新提交了" in page
    assert WorkflowState.objects.latest("pk").status == "in_progress"
    assert BoothPage.objects.get(pk=booth.pk).slogan_zh != "从未读过"


def test_what_the_browser_saves_while_a_reviewer_types_is_refused(reviewer, booth, waiting):
    typed = {"title": "x", "slug": "kiwi", "slogan_zh": "审核员写的"}
    saved = reviewer.post(waiting, typed, headers=BY_BROWSER)
    assert (saved.status_code, saved.json()["error_code"]) == (400, "locked")
    for button in ("action-save-draft", "action-publish", "action-submit"):
        assert reviewer.post(waiting, typed | {button: "1"}).status_code == 302
    assert (slogan(booth), status()) == ("一", "in_progress")
    editor = reviewer.get(waiting)
    assert all(field.disabled for field in editor.context["form"].fields.values())
    assert "action-save-draft" not in editor.content.decode()


@pytest.mark.parametrize("chosen", ["booth", "page above it"])
def test_no_action_on_many_pages_publishes_past_the_reviewer(organizer, booth, waiting, chosen):
    """It published the draft, ended the review without a word to the exhibitor, and left no entry
    of an approval."""
    page = booth if chosen == "booth" else booth.get_parent()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = organizer.post(f"{url}?id={page.pk}", {"include_descendants": "on"}, follow=True)
    assert "正在审核" in answer.content.decode()
    booth.refresh_from_db()
    assert (status(), booth.slogan_zh == "一", slogan(booth)) == ("in_progress", False, "一")


def test_an_approval_publishes_what_was_read(reviewer, booth, waiting, client):
    typed = {"title": "x", "slug": "kiwi", "slogan_zh": "审核员写的"}
    reviewer.post(waiting, typed | answer("approve"))
    booth.refresh_from_db()
    assert (status(), booth.slogan_zh, booth.live) == ("approved", "一", True)


def test_an_answer_that_comes_too_late_changes_nothing(aroha, reviewer, booth, waiting):
    aroha.post("/desk/kiwi/booth/withdraw/")
    typed = {"title": "x", "slug": "kiwi", "slogan_zh": "审核员写的"}
    page = reviewer.post(waiting, typed | answer("approve"), follow=True)
    assert page.status_code == 200
    assert (status(), slogan(booth)) == ("cancelled", "一")


def test_a_reviewer_answers_and_has_no_button_that_ends_a_review_without_a_word(reviewer, waiting):
    page = reviewer.get(waiting).content.decode()
    buttons = re.findall(r'data-workflow-action-name="(\w+)"', page)
    assert buttons[0] == "approve"
    assert "批准并发布" in page
    assert "action-cancel-workflow" not in page
    reviewer.post(waiting, {"action-cancel-workflow": "1"})
    assert status() == "in_progress"


def test_a_good_is_answered_in_the_same_way(aroha, reviewer, good):
    url = f"/desk/kiwi/goods/{good.pk}/"
    aroha.post(url, good_form(aroha, good, name_zh="森林蜂蜜", picture=jpeg(), do="submit"))
    editor = reverse("wagtailsnippets_catalog_product:edit", args=[good.pk])
    typed = {"name_zh": "审核员写的", "slug": good.slug}
    saved = reviewer.post(editor, typed, headers=BY_BROWSER)
    assert (saved.status_code, saved.json()["error_code"]) == (400, "locked")
    before = good.revisions.count()
    reviewer.post(editor, typed | answer("reject", "请改名"))
    good.refresh_from_db()
    assert (status(), good.revisions.count()) == ("needs_changes", before)
    assert good.get_latest_revision_as_object().name_zh == "森林蜂蜜"


def test_whoever_submitted_it_for_an_exhibitor_cancels_it_unchanged(organizer, booth, waiting):
    typed = {"title": "x", "slug": "kiwi", "slogan_zh": "组委会写的", "action-cancel-workflow": "1"}
    WorkflowState.objects.update(requested_by=organizer.user)
    organizer.post(waiting, typed)
    assert (status(), slogan(booth)) == ("cancelled", "一")


@pytest.mark.parametrize("menu", ["page", "snippet"])
def test_an_editor_drawn_while_somebody_answers_has_no_buttons_to_answer_by(
    aroha, reviewer, booth, good, menu
):
    url = f"/desk/kiwi/goods/{good.pk}/"
    aroha.post(url, good_form(aroha, good, name_zh="森林蜂蜜", picture=jpeg(), do="submit"))
    texts = {"slogan_zh": "一", "title_en": "Kiwi", "picture": jpeg(), "do": "submit"}
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, **texts))
    editor, obj = {
        "page": (reverse("wagtailadmin_pages:edit", args=[booth.pk]), booth),
        "snippet": (reverse("wagtailsnippets_catalog_product:edit", args=[good.pk]), good),
    }[menu]

    def answered_by_another(menu_items, request, context):
        withdraw(obj, user=aroha.user)

    hook = f"construct_{menu}_action_menu"
    with hooks.register_temporarily(hook, answered_by_another, order=-2):
        page = reviewer.get(editor)
    assert page.status_code == 200
    assert "data-workflow-action-name" not in page.content.decode()

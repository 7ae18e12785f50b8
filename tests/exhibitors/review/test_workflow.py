"""Edit, submit, returned with a reason, edited, submitted again, approved, live: with Wagtail's own
review, over HTTP on both sides."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from catalog.models import Product
from evidence.models import Entry
from exhibitors.models import BoothPage, ExhibitorEmail
from tests.exhibitors.factories import make_member
from tests.exhibitors.pictures import jpeg
from tests.exhibitors.review.steps import booth_form, good_form, review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]


def test_a_booth_goes_live_only_when_it_is_approved(aroha, reviewer, booth, client):
    texts = {"slogan_zh": "新的口号", "slogan_en": "New slogan", "title_en": "Kiwi"}
    saved = aroha.post(
        "/desk/kiwi/booth/", booth_form(aroha, **texts, do="save", picture=jpeg(), alt_zh="展台")
    )
    assert saved.status_code == 302
    assert "草从哪里长" in client.get("/2026/kiwi/").content.decode()
    preview = aroha.get("/desk/kiwi/booth/preview/").content.decode()
    assert "新的口号" in preview
    assert "New slogan" in aroha.get("/en/desk/kiwi/booth/preview/").content.decode()

    aroha.post("/desk/kiwi/booth/", booth_form(aroha, do="submit"))
    first = WorkflowState.objects.get()
    assert (first.status, first.requested_by) == ("in_progress", aroha.user)
    assert first.current_task_state.revision == BoothPage.objects.get(pk=booth.pk).latest_revision
    assert "草从哪里长" in client.get("/2026/kiwi/").content.decode()
    assert "kiwi 展商" in reviewer.get("/admin/").content.decode()
    editor = reviewer.get(reverse("wagtailadmin_pages:edit", args=[booth.pk])).content.decode()
    assert '<ins class="comparison__new addition">' in editor
    compare = reverse(
        "wagtailadmin_pages:revisions_compare",
        args=[booth.pk, "live", first.current_task_state.revision_id],
    )
    assert "新的口号" in reviewer.get(compare).content.decode()

    review(reviewer, "booth", booth.pk, "reject", "图片上有水印")
    desk = aroha.get("/desk/kiwi/").content.decode()
    assert "图片上有水印" in desk
    assert "草从哪里长" in client.get("/2026/kiwi/").content.decode()

    aroha.post("/desk/kiwi/booth/", booth_form(aroha, slogan_zh="更好的口号", do="submit"))
    again = WorkflowState.objects.get()
    assert again.pk == first.pk  # the same review goes on
    assert again.status == "in_progress"
    assert [state.status for state in again.task_states.order_by("pk")] == [
        "rejected",
        "in_progress",
    ]

    review(reviewer, "booth", booth.pk, "approve")
    assert "更好的口号" in client.get("/2026/kiwi/").content.decode()
    assert "New slogan" in client.get("/en/2026/kiwi/").content.decode()
    assert WorkflowState.objects.get().status == "approved"
    assert list(
        Entry.objects.filter(subject=f"booth kiwi {booth.pk}").values_list("kind", flat=True)
    ) == ["submitted", "returned", "submitted", "approved"]


def test_emails_say_to_both_sides_what_to_do_next(aroha, reviewer, booth, mailoutbox):
    aroha.user.language = "en"
    aroha.user.save()
    aroha.post(
        "/desk/kiwi/booth/",
        booth_form(aroha, slogan_zh="新", title_en="Kiwi", do="submit", picture=jpeg()),
    )
    review(reviewer, "booth", booth.pk, "reject", "No watermark, please")
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, slogan_zh="新二", do="submit"))
    review(reviewer, "booth", booth.pk, "approve")
    from exhibitors.emails import send_waiting

    send_waiting()
    sent = [(email.to, email.subject) for email in mailoutbox]
    assert sent == [
        (["reviewer@expo.test"], sent[0][1]),
        (["aroha@expo.test"], "Please change: Kiwi Trading"),
        (["reviewer@expo.test"], sent[0][1]),
        (["aroha@expo.test"], "Approved and live: Kiwi"),
    ]
    assert "No watermark, please" in mailoutbox[1].body
    assert "/desk/kiwi/booth/" in mailoutbox[1].body
    assert ExhibitorEmail.objects.filter(sent_at=None).count() == 0


def test_a_good_goes_live_and_is_announced_to_search(aroha, reviewer, good, client):
    from wagtail.signals import published

    published_pks = []

    def listen(instance, **kwargs):
        published_pks.append(instance.pk)

    published.connect(listen, sender=Product)
    url = f"/desk/kiwi/goods/{good.pk}/"
    changed = good_form(aroha, good, name_zh="森林蜂蜜", do="submit", picture=jpeg())
    assert aroha.post(url, changed).status_code == 302
    state = WorkflowState.objects.get()
    good.refresh_from_db()
    assert (good.name_zh, good.live, good.has_unpublished_changes) == ("麦卢卡蜂蜜", True, True)

    edit_url = reverse("wagtailsnippets_catalog_product:edit", args=[good.pk])
    assert f'href="{edit_url}"' in reviewer.get("/admin/").content.decode()
    assert edit_url in ExhibitorEmail.objects.get(to="reviewer@expo.test").text
    editor = reviewer.get(edit_url).content.decode()
    assert '<ins class="comparison__new addition">' in editor
    compare = reverse(
        "wagtailsnippets_catalog_product:revisions_compare",
        args=[good.pk, "live", state.current_task_state.revision_id],
    )
    assert "森林" in reviewer.get(compare).content.decode()

    review(reviewer, "good", good.pk, "reject", "请改名")
    assert "请改名" in aroha.get(url).content.decode()
    aroha.post(url, good_form(aroha, good, name_zh="椴树蜂蜜", do="submit"))
    assert WorkflowState.objects.get().pk == state.pk
    assert published_pks == []
    Product.objects.filter(pk=good.pk).update(sales=7)  # sold while it waits
    review(reviewer, "good", good.pk, "approve")
    published.disconnect(listen, sender=Product)
    good.refresh_from_db()
    assert (good.name_zh, good.live, good.sales) == ("椴树蜂蜜", True, 7)
    assert published_pks == [good.pk]


def test_what_waits_is_locked_until_it_is_taken_back(aroha, booth):
    texts = {"title_en": "Kiwi", "picture": jpeg(), "do": "submit"}
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, slogan_zh="一", **texts))
    response = aroha.post("/desk/kiwi/booth/", booth_form(aroha, slogan_zh="二", do="save"))
    assert response.status_code == 200
    assert BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object().slogan_zh == "一"
    assert aroha.post("/desk/kiwi/booth/withdraw/").status_code == 302
    assert WorkflowState.objects.get().status == "cancelled"
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, slogan_zh="二", do="save"))
    assert BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object().slogan_zh == "二"


def test_a_double_click_saves_and_submits_once(aroha, booth):
    form = booth_form(aroha, slogan_zh="新", title_en="Kiwi", picture=jpeg(), do="submit")
    before = booth.revisions.count()
    aroha.post("/desk/kiwi/booth/", form)
    again = aroha.post("/desk/kiwi/booth/", {**form, "picture": ""})
    assert again.status_code in (200, 302)
    assert booth.revisions.count() == before + 1
    assert WorkflowState.objects.count() == 1
    assert TaskState.objects.count() == 1


def test_the_same_save_twice_is_one_revision(aroha, booth):
    form = booth_form(aroha, slogan_zh="新", do="save")
    before = booth.revisions.count()
    assert aroha.post("/desk/kiwi/booth/", form).status_code == 302
    assert aroha.post("/desk/kiwi/booth/", form).status_code == 302
    assert booth.revisions.count() == before + 1


def test_a_member_reads_of_another_save_before_overwriting_it(aroha, booth, kiwi):
    late = booth_form(aroha, slogan_zh="我的", do="save")
    from django.test import Client

    colleague = Client()
    colleague.force_login(make_member(kiwi, "tama@expo.test", "editor"))
    colleague.post("/desk/kiwi/booth/", booth_form(colleague, slogan_zh="他的", do="save"))

    conflict = aroha.post("/desk/kiwi/booth/", late)
    assert conflict.status_code == 409
    page = conflict.content.decode()
    assert "tama@expo.test" in page
    assert "他的" in page
    assert conflict.context["form"]["slogan_zh"].value() == "我的"
    draft = BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object()
    assert draft.slogan_zh == "他的"

    knowing = late | {"seen": conflict.context["seen"]}
    assert aroha.post("/desk/kiwi/booth/", knowing).status_code == 302
    draft = BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object()
    assert draft.slogan_zh == "我的"


def test_nothing_incomplete_is_submitted(aroha, booth):
    response = aroha.post(
        "/desk/kiwi/booth/", booth_form(aroha, slogan_en="", do="submit"), follow=True
    )
    assert WorkflowState.objects.count() == 0
    assert len(list(response.context["messages"])) == 2  # English text, picture
    assert BoothPage.objects.get(pk=booth.pk).get_latest_revision_as_object().slogan_en == ""


def test_unchanged_drafts_are_not_submitted(aroha, good):
    url = f"/desk/kiwi/goods/{good.pk}/"
    aroha.post(url, good_form(aroha, good, do="submit"))
    assert WorkflowState.objects.count() == 0


def test_viewers_read_and_may_not_write(client, kiwi, booth, good):
    client.force_login(make_member(kiwi, "viewer@expo.test", "viewer"))
    assert client.get("/desk/kiwi/booth/").status_code == 200
    assert client.post("/desk/kiwi/booth/", {"title": "x"}).status_code == 403
    assert client.post(f"/desk/kiwi/goods/{good.pk}/", {}).status_code == 403


def test_line_ends_of_browsers_are_no_change(aroha, booth):
    booth.intro_zh = "一\n\n二"
    booth.save_revision().publish()
    before = booth.revisions.count()
    aroha.post("/desk/kiwi/booth/", booth_form(aroha, intro_zh="一\r\n\r\n二", do="save"))
    assert booth.revisions.count() == before


def test_a_text_longer_than_anybody_reads_is_not_accepted(aroha, booth):
    response = aroha.post("/desk/kiwi/booth/", booth_form(aroha, intro_zh="长" * 4001, do="save"))
    assert response.status_code == 200
    assert response.context["form"].errors["intro_zh"]


def test_a_review_s_name_is_read_in_both_languages():
    names = {*Workflow.objects.values_list("name", flat=True)}
    names |= {*Task.objects.values_list("name", flat=True)}
    assert "线上展位与商品审核 · Booth and goods review" in names
    assert all(re.search(r"[\u4e00-\u9fff]", name) and re.search("[a-z]", name) for name in names)

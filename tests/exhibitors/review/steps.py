"""What a member sends from the desk and a reviewer from the admin."""

from django.urls import reverse
from wagtail.models import TaskState


def booth_form(client, **texts):
    """What the editor's form would send: all it shows, and what the member changes."""
    form = client.get("/desk/kiwi/booth/").context
    data = {name: form["form"][name].value() or "" for name in form["form"].fields}
    data["seen"] = form["seen"] or ""
    data["featured"] = [row.pk for row in form["rows"]]
    return data | texts


def good_form(client, good, **texts):
    form = client.get(f"/desk/kiwi/goods/{good.pk}/").context
    data = {name: form["form"][name].value() or "" for name in form["form"].fields}
    return data | {"seen": form["seen"] or ""} | texts


def review(reviewer, kind, pk, action, comment="已阅"):
    """What the button in Wagtail's admin sends."""
    task = TaskState.objects.get(status="in_progress")
    url = {
        "booth": "wagtailadmin_pages:workflow_action",
        "good": "wagtailsnippets_catalog_product:workflow_action",
    }[kind]
    response = reviewer.post(reverse(url, args=[pk, action, task.pk]), {"comment": comment})
    assert response.status_code in (200, 302), response.content[:500]
    task.refresh_from_db()
    assert task.status == {"approve": "approved", "reject": "rejected"}[action]

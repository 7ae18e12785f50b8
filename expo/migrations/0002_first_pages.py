"""English beside Chinese, and a front page in both in place of Wagtail's welcome page, so that a
fresh site answers at / and /en/ before anybody has written a word."""

import uuid

from django.conf import settings
from django.db import migrations

TITLES = {"zh-hans": ("E博会", "home"), "en": ("E-Expo", "home-en")}


def first_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("expo", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")

    root = Page.objects.get(depth=1)
    if HomePage.objects.exists():
        return
    content_type, _ = ContentType.objects.get_or_create(app_label="expo", model="homepage")
    welcome = Page.objects.filter(depth=2, content_type__model="page")
    Site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    key, homes = uuid.uuid4(), {}
    taken = Page.objects.filter(depth=2).count()
    for code, (title, slug) in TITLES.items():
        locale, _ = Locale.objects.get_or_create(language_code=code)
        taken += 1
        homes[code] = HomePage.objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            url_path=f"/{slug}/",
            path=f"{root.path}{taken:04d}",  # the first nine steps are alike in every base
            depth=2,
            numchild=0,
            content_type=content_type,
            locale=locale,
            translation_key=key,
            live=True,
        )
    Page.objects.filter(pk=root.pk).update(numchild=taken)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "site_name": TITLES[settings.LANGUAGE_CODE][0],
            "root_page_id": homes[settings.LANGUAGE_CODE].pk,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("expo", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(first_pages, migrations.RunPython.noop)]

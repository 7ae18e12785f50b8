from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import authenticate_with_password as open_document
from wagtail.views import authenticate_with_password as open_page

from accounts.admin.account import account
from accounts.views.sign_in import sign_in_first
from core import views as core_views
from core.files.media import media
from core.rate_limits import limited
from core.system.metrics import metrics
from expo import sitemap, views
from tools.styleguide.views import styleguide

# Wagtail's own pages that take a password count no tries: ours stand before them
paced = limited("documents", methods=["POST"])

urlpatterns = [
    path("healthz", core_views.healthz, name="healthz"),
    path("readyz", core_views.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("robots.txt", sitemap.robots),
    path(".well-known/security.txt", core_views.security_txt, name="security_txt"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.section, name="sitemap_section"),
    path("favicon.ico", core_views.favicon),
    path("admin/login/", sign_in_first),
    path("admin/account/", account),
    re_path("^admin/password_reset/", RedirectView.as_view(pattern_name="accounts:reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/authenticate_with_password/<int:restriction_id>/", paced(open_document)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("orders.payments.urls")),
    path("", include("clearance.inbound.urls")),
    re_path(r"^media/(?P<path>.*)$", media),
]
urlpatterns += i18n_patterns(
    path("accounts/passkeys/", include("accounts.passkey_urls")),
    path("accounts/", include("accounts.urls")),
    path("halls/", views.hall, name="hall"),
    path("halls/<slug:slug>/", views.hall, name="hall"),
    path("styleguide/", styleguide, name="styleguide"),
    path("", include("search.urls")),
    path("", include("catalog.urls")),
    path("", include("orders.urls")),
    path("", include("evidence.urls")),
    path("", include("centers.urls")),
    path("", include("exhibitors.urls")),
    path("desk/", include("exhibitors.desk.urls")),
    path("clearance/", include("clearance.urls")),
    path("office/", include("reports.urls")),
    path("_util/login/", sign_in_first),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        paced(open_page),
    ),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

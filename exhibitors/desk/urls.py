from django.urls import include, path

from exhibitors.desk.views import booth, enquiries, members, overview

app_name = "desk"
urlpatterns = [
    path("", overview.choose, name="choose"),
    path("invitation/<str:token>/", members.invitation, name="invitation"),
    path("<slug:slug>/", overview.overview, name="overview"),
    path("<slug:slug>/booth/", booth.booth, name="booth"),
    path("<slug:slug>/booth/preview/", booth.preview, name="booth_preview"),
    path("<slug:slug>/booth/withdraw/", booth.take_back, name="booth_withdraw"),
    path("<slug:slug>/enquiries/", enquiries.enquiries, name="enquiries"),
    path("<slug:slug>/enquiries/<int:pk>/", enquiries.answer, name="answer_enquiry"),
    path("<slug:slug>/members/", members.members, name="members"),
    path("<slug:slug>/members/<int:pk>/role/", members.role, name="role"),
    path("<slug:slug>/members/<int:pk>/remove/", members.remove, name="remove"),
    path(
        "<slug:slug>/invitations/<int:pk>/withdraw/",
        members.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("<slug:slug>/goods/", include("catalog.desk.urls")),
    path("<slug:slug>/orders/", include("orders.desk.urls")),
    path("<slug:slug>/exports/", include("orders.desk.export_urls")),
]

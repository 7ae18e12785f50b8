from django.urls import path

from exhibitors import views
from exhibitors.applications import views as applying
from exhibitors.enquiries import views as enquiring

app_name = "exhibitors"
urlpatterns = [
    path("apply/", applying.apply, name="apply"),
    path("apply/<int:pk>/withdraw/", applying.withdraw, name="withdraw_application"),
    path("enquiries/new/", enquiring.enquire, name="enquire"),
    path("enquiries/<str:token>/", enquiring.enquiry, name="enquiry"),
    path("exhibitors/", views.exhibitors, name="exhibitors"),
    path("exhibitors/<slug:slug>/", views.exhibitor, name="exhibitor"),
]

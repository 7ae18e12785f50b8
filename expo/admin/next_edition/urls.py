from django.urls import path

from expo.admin.next_edition import views

PREFIX = "editions/next/"
urls = [
    path(PREFIX, views.begin, name="next_edition"),
    path(f"{PREFIX}<int:pk>/days/", views.days, name="next_edition_days"),
    path(f"{PREFIX}<int:pk>/carry-over/", views.carry_over, name="next_edition_carry_over"),
    path(f"{PREFIX}<int:pk>/check/", views.check, name="next_edition_check"),
    path(f"{PREFIX}<int:pk>/made/", views.made, name="next_edition_made"),
]

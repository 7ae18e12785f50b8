app_name = "receiving"
urlpatterns = []

app_name = "clearance"
urlpatterns = []

from wagtail.users.apps import WagtailUsersAppConfig


class ExpoUsersConfig(WagtailUsersAppConfig):
    user_viewset = "expo.admin.users.UserViewSet"

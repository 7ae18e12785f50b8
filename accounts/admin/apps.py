from wagtail.users.apps import WagtailUsersAppConfig


class ExpoUsersConfig(WagtailUsersAppConfig):
    user_viewset = "accounts.admin.users.UserViewSet"

from wagtail.permission_policies import ModelPermissionPolicy


class AnsweredOnly(ModelPermissionPolicy):
    """What comes from outside is answered: nobody writes it here, and none of it is lost."""

    def _get_permission_codenames(self, actions):
        # asked for by Wagtail's menus as well as by its views
        return super()._get_permission_codenames(set(actions) - {"add", "delete"})

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)

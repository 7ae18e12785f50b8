from wagtail.admin.menu import MenuItem


class PermissionMenuItem(MenuItem):
    """An item of the admin's menu for those who may do what stands behind it."""

    def __init__(self, label, url, permission, **kwargs):
        super().__init__(label, url, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)

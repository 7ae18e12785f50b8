from wagtail import hooks

from accounts import retention

hooks.register("delete_sessions", retention.delete_sessions)

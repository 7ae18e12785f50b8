from .heartbeat import Heartbeat
from .images import ExpoImage, ExpoRendition
from .outgoing_email import OutgoingMail
from .user import User

__all__ = ["ExpoImage", "ExpoRendition", "Heartbeat", "OutgoingMail", "User"]

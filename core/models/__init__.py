from .heartbeat import Heartbeat
from .images import ExpoImage, ExpoRendition
from .outgoing_email import OutgoingEmail
from .user import User

"""The sandbox's customs agent: it builds and sends its documents itself when asked. A real firm's
interface becomes a class of the same shape (`interfaces.Partner`), named in
settings.CLEARANCE_PARTNERS."""

from clearance.models import Role
from clearance.partners.sandbox import SandboxPartner


class SandboxAgent(SandboxPartner):
    role = Role.AGENT

from .account_email import AccountEmail
from .role_grant import RoleGrant, StaffRole
from .signed_in_session import SignedInSession

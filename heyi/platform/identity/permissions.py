"""What may be allowed with people, roles and keys."""

from heyi.platform.access import permission

VIEW_USER = permission("identity.user.view", "buyer", "sales", "warehouse", "accountant", "viewer")
MANAGE_USER = permission("identity.user.manage")
MANAGE_DEPARTMENT = permission("identity.department.manage")
VIEW_ROLE = permission("identity.role.view")
MANAGE_ROLE = permission("identity.role.manage")
SEE_AS = permission("identity.user.see_as")
END_SESSION = permission("identity.session.end")
CREATE_API_KEY = permission("identity.api_key.create")
MANAGE_API_KEY = permission("identity.api_key.manage")

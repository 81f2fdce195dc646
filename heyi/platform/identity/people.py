"""Routes of people: users, departments, roles, invitations and API keys."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Request
from pydantic import create_model

from heyi.platform import limits
from heyi.platform.access import MEMBER, all_permissions
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.http.services import services_of
from heyi.platform.identity import permissions as may
from heyi.platform.identity import schemas
from heyi.platform.identity.actions import api_keys, invitations, roles, users
from heyi.platform.identity.actions.end_sessions import SessionView, list_sessions_of
from heyi.platform.identity.actions.log_in import Entered
from heyi.platform.identity.actions.passwords import LinkMade, reset_link_for
from heyi.platform.identity.rights import role_permissions
from heyi.platform.identity.tables import DEPARTMENT_RECORD, ROLE_RECORD, USER_RECORD
from heyi.platform.records.homes import homes, measurable
from heyi.platform.records.http import add_list_route, add_record_routes
from heyi.platform.records.listing import get_record
from heyi.platform.records.schemas import Referred, view_schema
from heyi.platform.records.shapes import ACTIONS, own_names
from heyi.platform.unit_of_work import UnitOfWork

router = Router("people")

UserFull: Any = create_model(
    "AppUserFull",
    __base__=view_schema(USER_RECORD.name, USER_RECORD.fields),
    roles=(list[Referred], ...),
    allowed_actions=(list[str], ...),
)
RoleFull: Any = create_model(
    "RoleFull",
    __base__=view_schema(ROLE_RECORD.name, ROLE_RECORD.fields),
    permissions=(list[str], ...),
    scopes=(dict[str, Any], ...),
    fields=(dict[str, dict[str, str]], ...),
)


@dataclass(frozen=True)
class PermissionView:
    """Something that may be allowed; `label` is a message key.

    `record` is the one on whose rows it is exercised, by which its scope is measured: by people, where rows belong to
    somebody, and else only by condition.
    """

    name: str
    module: str
    label: str
    record: str | None
    by_people: bool


add_list_route(router, USER_RECORD)


@router.get("/users/{record_id}", permission=may.VIEW_USER, answer=UserFull)
def get_app_user(uow: UnitOfWork, record_id: UUID) -> Answer:
    """One user with his roles."""
    return _user(uow, record_id)


@router.patch("/users/{record_id}", permission=may.MANAGE_USER, answer=UserFull)
def update_app_user(uow: UnitOfWork, record_id: UUID, body: schemas.ChangeUserBody, version: int) -> Answer:
    """Change a user's name, place, manager or roles; nobody gives more than he holds himself."""
    changed = body.model_dump(exclude_unset=True, exclude={"role_ids"})
    users.change_user(uow, record_id, version=version, changed=changed, role_ids=body.role_ids)
    return _user(uow, record_id)


@router.post("/users/{record_id}/deactivate", permission=may.MANAGE_USER, answer=UserFull)
def post_deactivate_user(uow: UnitOfWork, record_id: UUID) -> Answer:
    """Let a user in no more; his sessions end at once."""
    users.switch_off(uow, record_id)
    return _user(uow, record_id)


@router.post("/users/{record_id}/activate", permission=may.MANAGE_USER, answer=UserFull)
def post_activate_user(uow: UnitOfWork, record_id: UUID) -> Answer:
    """Let a user in again."""
    users.switch_on(uow, record_id)
    return _user(uow, record_id)


@router.post("/users/{record_id}/reset-link", permission=may.MANAGE_USER, answer=LinkMade, status=201)
def post_reset_link(uow: UnitOfWork, record_id: UUID, request: Request) -> Answer:
    """A link to set a new password, to hand to somebody whom no mail reaches; the answer holds it, once."""
    made = reset_link_for(uow, record_id, address=services_of(request).address)
    return Answer(201, to_json(made), secret=True)


@router.get("/users/{record_id}/sessions", permission=may.END_SESSION, answer=list[SessionView])
def get_sessions_of_user(uow: UnitOfWork, record_id: UUID) -> Answer:
    """Where a user is signed in to this company."""
    return Answer(200, to_json(list_sessions_of(uow, record_id)))


add_record_routes(router, DEPARTMENT_RECORD)


@router.get("/permissions", permission=MEMBER, answer=list[PermissionView])
def get_permissions(uow: UnitOfWork) -> Answer:
    """Everything that a role or an API key may hold."""
    names = [item.name for item in all_permissions()]
    names += [f"own.{record}.{action}" for record in own_names(uow) for action in ACTIONS]
    where = homes(uow)
    shown = [
        PermissionView(
            name,
            name.partition(".")[0],
            f"permission.{name}",
            where[name].name if name in where else None,
            name in where and measurable(where[name]),
        )
        for name in names
    ]
    return Answer(200, to_json(shown))


add_list_route(router, ROLE_RECORD)


@router.get("/roles/{record_id}", permission=may.VIEW_ROLE, answer=RoleFull)
def get_role(uow: UnitOfWork, record_id: UUID) -> Answer:
    """One role and what it allows."""
    return _role(uow, record_id, 200)


@router.post("/roles", permission=may.MANAGE_ROLE, answer=RoleFull, status=201)
def create_role(uow: UnitOfWork, body: schemas.CreateRoleBody) -> Answer:
    """A new role, with no more than its maker holds."""
    role_id = roles.create_role(uow, roles.Said(**body.model_dump()))
    return _role(uow, role_id, 201)


@router.patch("/roles/{record_id}", permission=may.MANAGE_ROLE, answer=RoleFull)
def update_role(uow: UnitOfWork, record_id: UUID, body: schemas.ChangeRoleBody, version: int) -> Answer:
    """Rename a role or change what it allows; that holds from everybody's next request on."""
    roles.change_role(uow, record_id, roles.Said(**body.model_dump()), version=version)
    return _role(uow, record_id, 200)


@router.delete("/roles/{record_id}", permission=may.MANAGE_ROLE)
def delete_role(uow: UnitOfWork, record_id: UUID, version: int) -> None:
    """Remove a role that nobody has."""
    roles.delete_role(uow, record_id, version=version)


@router.get("/invitations", permission=may.MANAGE_USER, answer=list[invitations.InvitationView])
def get_invitations(uow: UnitOfWork) -> Answer:
    """The open invitations."""
    return Answer(200, to_json(invitations.list_invitations(uow)))


@router.post("/invitations", permission=may.MANAGE_USER, answer=invitations.InvitationMade, status=201)
def post_invite(uow: UnitOfWork, body: schemas.InviteBody, request: Request) -> Answer:
    """Invite somebody by e-mail address or phone number; the answer holds the link, once."""
    invited = invitations.Invited(
        login=body.login, name=body.name, role_id=body.role_id, department_id=body.department_id
    )
    services = services_of(request)
    made = invitations.invite(uow, invited, address=services.address, sends_mail=services.sends_mail)
    return Answer(201, to_json(made), made.version, secret=True)


@router.delete("/invitations/{invitation_id}", permission=may.MANAGE_USER)
def delete_invitation(uow: UnitOfWork, invitation_id: UUID, version: int) -> None:
    """Take an invitation back; its link works no more."""
    invitations.withdraw(uow, invitation_id, version=version)


@router.public(
    "POST",
    "/invitations/find",
    answer=invitations.InvitationFound,
    limit=lambda caller, given: invitations.tries_to_accept(given["body"].token, caller.address),
)
def post_find_invitation(door: PublicDoor, body: schemas.FindInvitationBody) -> invitations.InvitationFound:
    """What an invitation's link is for; looking does not use it up."""
    found = invitations.find_invitation(door.connection, body.token, now=door.now)
    for attempt in invitations.tries_to_accept(body.token, door.caller.address):
        limits.give_back(door.connection, attempt)
    return found


@router.public(
    "POST",
    "/invitations/accept",
    answer=Entered,
    limit=lambda caller, given: invitations.tries_to_accept(given["body"].token, caller.address),
)
def post_accept_invitation(door: PublicDoor, body: schemas.AcceptInvitationBody) -> Entered:
    """Come in by an invitation, with a new password or with that of the login one has."""
    said = invitations.Acceptance(
        token=body.token, name=body.name, password=body.password, code=body.code, language=body.language
    )
    token, entered = invitations.accept_invitation(
        door.connection, said, caller=door.caller, now=door.now, box=door.services.secrets
    )
    door.remember(token)
    return entered


@router.get("/api-keys", permission=MEMBER, answer=list[api_keys.ApiKeyView])
def get_api_keys(uow: UnitOfWork) -> Answer:
    """My API keys; with the permission for it everybody's."""
    return Answer(200, to_json(api_keys.list_api_keys(uow)))


@router.post("/api-keys", permission=may.CREATE_API_KEY, answer=api_keys.ApiKeyMade, status=201)
def post_create_api_key(uow: UnitOfWork, body: schemas.CreateApiKeyBody) -> Answer:
    """A key for programs that act in my name; the answer holds it, once."""
    made = api_keys.create_api_key(uow, name=body.name, scopes=body.scopes, expires_at=body.expires_at)
    return Answer(201, to_json(made), made.version, secret=True)


@router.delete("/api-keys/{key_id}", permission=MEMBER)
def delete_api_key(uow: UnitOfWork, key_id: UUID, version: int) -> None:
    """End an API key of mine; with the permission for it anybody's."""
    api_keys.end_api_key(uow, key_id, version=version)


def _user(uow: UnitOfWork, user_id: UUID) -> Answer:
    found = get_record(uow, USER_RECORD, user_id)
    held = [{"id": role["id"], "title": role["name"]} for role in roles.roles_of(uow, user_id)]
    actions = ["deactivate" if found["active"] else "activate"] if uow.actor.may(may.MANAGE_USER) else []
    shown = found | {"roles": held, "allowed_actions": actions}
    return Answer(200, to_json(shown), found["version"])


def _role(uow: UnitOfWork, role_id: UUID, status: int) -> Answer:
    found = get_record(uow, ROLE_RECORD, role_id)
    role = roles.find_role(uow, role_id)
    allowed = {
        "permissions": sorted(role_permissions(uow, role)),
        "scopes": role["scopes"],
        "fields": role["fields"],
    }
    return Answer(status, to_json(found | allowed), found["version"])

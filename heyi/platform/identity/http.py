"""Routes of the door: sign-up, log-in, log-out, who am I."""

from dataclasses import dataclass
from uuid import UUID

from heyi.platform.access import MEMBER
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.identity.actions.log_in import Entered, log_in, log_out
from heyi.platform.identity.actions.sign_up import Founding, sign_up
from heyi.platform.identity.queries import Me, who_am_i
from heyi.platform.identity.records import USER
from heyi.platform.identity.schemas import LogInBody, SignUpBody
from heyi.platform.records.http import add_get_route, add_list_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("identity")


@dataclass(frozen=True)
class SignedUp:
    """The tenant that was founded."""

    tenant_id: UUID


@router.public("POST", "/auth/sign-up", answer=SignedUp, status=201)
def post_sign_up(door: PublicDoor, body: SignUpBody) -> SignedUp:
    """Found a company and come in as its owner."""
    founding = Founding(
        company=body.company,
        name=body.name,
        login=body.login,
        password=body.password,
        language=body.language,
        taxpayer=body.taxpayer,
        profile={"trade": body.trade, "size": body.size, "halves": body.halves},
    )
    founded = sign_up(door.connection, founding, caller=door.caller, now=door.now)
    door.remember(founded.token)
    return SignedUp(founded.tenant_id)


@router.public("POST", "/auth/log-in", answer=Entered)
def post_log_in(door: PublicDoor, body: LogInBody) -> Entered:
    """Come in with login and password, and the second factor where it is on."""
    token, entered = log_in(door.connection, body.login, body.password, caller=door.caller, now=door.now)
    door.remember(token)
    return entered


@router.public("POST", "/auth/log-out", status=204)
def post_log_out(door: PublicDoor) -> None:
    """End this session; whoever has none is out already."""
    log_out(door.connection, door.caller, now=door.now)
    door.forget = True


@router.get("/auth/me", permission=MEMBER, answer=Me)
def get_me(uow: UnitOfWork) -> Me:
    """Who I am, in which company, and what I may do."""
    return who_am_i(uow)


add_list_route(router, USER)
add_get_route(router, USER)

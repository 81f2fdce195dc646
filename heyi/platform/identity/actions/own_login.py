"""The login of the person who asks, and the tries at what guards it."""

from sqlalchemy import select
from sqlalchemy.engine import RowMapping

from heyi.platform import limits
from heyi.platform.errors import NotSignedIn
from heyi.platform.identity.errors import PersonNeeded, WrongCurrentPassword
from heyi.platform.identity.passwords import password_matches
from heyi.platform.identity.tables import LOGIN, MEMBERSHIP
from heyi.platform.unit_of_work import UnitOfWork

OWN_LOGIN = limits.Limit("own login", 10)


def require_person(uow: UnitOfWork) -> None:
    """Let only a person go on, who came in with his own login.

    Raises:
        PersonNeeded: an API key or a job asks.
    """
    if uow.actor.kind != "user":
        raise PersonNeeded


def lock_own_login(uow: UnitOfWork) -> RowMapping:
    """The row of the actor's login, locked.

    Raises:
        PersonNeeded: an API key or a job asks.
    """
    require_person(uow)
    query = (
        select(LOGIN)
        .join(MEMBERSHIP, MEMBERSHIP.c.login_id == LOGIN.c.id)
        .where(MEMBERSHIP.c.tenant_id == uow.tenant_id, MEMBERSHIP.c.user_id == uow.actor.user_id)
        .with_for_update(of=LOGIN)
    )
    login = uow.first(query)
    if login is None:
        raise NotSignedIn
    return login


def prove(uow: UnitOfWork, password: str, *, field: str = "current") -> RowMapping:
    """The actor's login, locked, if this is its password; his tries begin anew.

    Raises:
        PersonNeeded: an API key or a job asks.
        WrongCurrentPassword: it is not.
    """
    login = lock_own_login(uow)
    if not password_matches(login["password_hash"], password):
        raise WrongCurrentPassword(field=field)
    limits.forget(uow.connection, tries_of(uow)[0])
    return login


def tries_of(uow: UnitOfWork) -> list[limits.Attempt]:
    """What a try at one's own password or code counts as: ten in a quarter of an hour."""
    return [limits.Attempt(OWN_LOGIN, f"{uow.tenant_id} {uow.actor.user_id}")]

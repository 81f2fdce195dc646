"""Switch the second factor on and off."""

from sqlalchemy import update

from heyi.platform import limits
from heyi.platform.identity.actions.own_login import lock_own_login, prove, tries_of
from heyi.platform.identity.errors import SecondFactorOff, SecondFactorOn, WrongCode
from heyi.platform.identity.second_factor import (
    PURPOSE,
    Seed,
    forget_recovery_codes,
    new_recovery_codes,
    new_seed,
    pass_second_factor,
    use_code,
)
from heyi.platform.identity.tables import LOGIN
from heyi.platform.secrets import SecretBox
from heyi.platform.unit_of_work import UnitOfWork


def begin_totp(uow: UnitOfWork, *, password: str, box: SecretBox) -> Seed:
    """A fresh seed for an authenticator app; it guards nothing until a code of it has been shown.

    Raises:
        PersonNeeded: an API key asks.
        WrongCurrentPassword: the password is not that.
        SecondFactorOn: it is on already.
    """
    login = prove(uow, password, field="password")
    if login["totp_confirmed_at"] is not None:
        raise SecondFactorOn
    seed = new_seed(login["identifier"])
    sealed = box.seal(PURPOSE, seed.secret.encode())
    uow.execute(
        update(LOGIN).where(LOGIN.c.id == login["id"]).values(totp_secret=sealed, totp_last_step=None)
    )
    return seed


def confirm_totp(uow: UnitOfWork, *, code: str, box: SecretBox) -> list[str]:
    """Switch the second factor on by a first code; gives back the recovery codes, which are shown only now.

    Raises:
        PersonNeeded: an API key asks.
        SecondFactorOn: it is on already.
        SecondFactorOff: it was not begun.
        WrongCode: the code is not that of the app.
    """
    login = lock_own_login(uow)
    if login["totp_confirmed_at"] is not None:
        raise SecondFactorOn
    if login["totp_secret"] is None:
        raise SecondFactorOff
    if not use_code(uow.connection, login, code, box=box, now=uow.now):
        raise WrongCode
    limits.forget(uow.connection, tries_of(uow)[0])
    uow.execute(update(LOGIN).where(LOGIN.c.id == login["id"]).values(totp_confirmed_at=uow.now))
    _audit(uow, "second_factor_on")
    return new_recovery_codes(uow.connection, login["id"])


def disable_totp(uow: UnitOfWork, *, password: str, code: str, box: SecretBox) -> None:
    """Switch the second factor off, by password and a code (or a recovery code).

    Raises:
        PersonNeeded: an API key asks.
        WrongCurrentPassword: the password is not that.
        SecondFactorOff: it is not on.
        WrongCode: the code is wrong, too old, or was used before.
    """
    login = lock_own_login(uow)
    if login["totp_confirmed_at"] is None:
        raise SecondFactorOff
    prove(uow, password, field="password")
    pass_second_factor(uow.connection, login, code, box=box, now=uow.now)
    off = {"totp_secret": None, "totp_confirmed_at": None, "totp_last_step": None}
    uow.execute(update(LOGIN).where(LOGIN.c.id == login["id"]).values(off))
    forget_recovery_codes(uow.connection, login["id"])
    _audit(uow, "second_factor_off")


def _audit(uow: UnitOfWork, action: str) -> None:
    assert uow.actor.user_id is not None
    uow.audit(action, record="app_user", record_id=uow.actor.user_id, title=uow.actor.name)

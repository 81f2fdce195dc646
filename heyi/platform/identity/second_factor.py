"""The second factor: codes of an authenticator app (RFC 6238), each good once, and recovery codes for a lost phone."""

import base64
import hashlib
import hmac
import io
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp
import segno
from sqlalchemy import Connection, delete, insert, or_, update
from sqlalchemy.engine import RowMapping

from heyi.platform.identity.errors import CodeRequired, WrongCode
from heyi.platform.identity.tables import LOGIN, RECOVERY_CODE
from heyi.platform.secrets import SecretBox

PURPOSE = "second factor"
STEP_SECONDS = 30
# A phone's clock may be half a minute off.
_TOLERATED_STEPS = (0, -1, 1)
_RECOVERY_CODES = 10
_RECOVERY_BYTES = 10


@dataclass(frozen=True)
class Seed:
    """What an authenticator app is given, as text, as address and as a QR picture."""

    secret: str
    uri: str
    qr_svg: str


def new_seed(identifier: str) -> Seed:
    """A fresh seed for this login."""
    secret = pyotp.random_base32()
    uri = pyotp.TOTP(secret).provisioning_uri(name=identifier, issuer_name="Heyi 合一")
    picture = io.BytesIO()
    segno.make(uri, error="m").save(picture, kind="svg", scale=4, border=4, light="#ffffff", xmldecl=False)
    return Seed(secret, uri, picture.getvalue().decode())


def new_recovery_codes(connection: Connection, login_id: UUID) -> list[str]:
    """Ten fresh recovery codes in place of the old ones; only their hashes are kept."""
    codes = [base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode() for _ in range(_RECOVERY_CODES)]
    forget_recovery_codes(connection, login_id)
    connection.execute(
        insert(RECOVERY_CODE), [{"login_id": login_id, "code_hash": _code_hash(code)} for code in codes]
    )
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes]


def forget_recovery_codes(connection: Connection, login_id: UUID) -> None:
    """Remove the recovery codes of a login."""
    connection.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.login_id == login_id))


def pass_second_factor(
    connection: Connection, login: RowMapping, code: str | None, *, box: SecretBox, now: datetime
) -> None:
    """Let the login pass if its second factor is off, or if the code is right; a code is used up by it.

    Raises:
        CodeRequired: the factor is on and no code was given.
        WrongCode: the code is wrong, too old, or was used before.
    """
    if login["totp_confirmed_at"] is None:
        return
    if not code:
        raise CodeRequired
    if not (
        use_code(connection, login, code, box=box, now=now)
        or _use_recovery_code(connection, login, code, now)
    ):
        raise WrongCode


def use_code(connection: Connection, login: RowMapping, code: str, *, box: SecretBox, now: datetime) -> bool:
    """Whether the code is the one of now (or of the half minutes beside it) and newer than the last one used."""
    totp = pyotp.TOTP(box.open(PURPOSE, login["totp_secret"]).decode())
    current = int(now.timestamp()) // STEP_SECONDS
    for step in (current + off for off in _TOLERATED_STEPS):
        if hmac.compare_digest(totp.generate_otp(step), code):
            newer = or_(LOGIN.c.totp_last_step.is_(None), LOGIN.c.totp_last_step < step)
            used = update(LOGIN).where(LOGIN.c.id == login["id"], newer).values(totp_last_step=step)
            return connection.execute(used).rowcount == 1
    return False


def _use_recovery_code(connection: Connection, login: RowMapping, code: str, now: datetime) -> bool:
    used = (
        update(RECOVERY_CODE)
        .where(
            RECOVERY_CODE.c.login_id == login["id"],
            RECOVERY_CODE.c.code_hash == _code_hash(code),
            RECOVERY_CODE.c.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return connection.execute(used).rowcount == 1


def _code_hash(code: str) -> bytes:
    return hashlib.sha256(code.replace("-", "").replace(" ", "").upper().encode()).digest()

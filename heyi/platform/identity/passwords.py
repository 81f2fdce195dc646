"""Passwords: hashed with argon2id (RFC 9106, low-memory profile), long enough, and none that everybody tries."""

import argon2
from argon2.exceptions import VerificationError

from heyi.platform.errors import FieldProblem, InvalidInput

SHORTEST, LONGEST = 8, 128
# OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
COST = argon2.Parameters(
    type=argon2.Type.ID,
    version=0x13,
    salt_len=16,
    hash_len=32,
    time_cost=2,
    memory_cost=19_456,
    parallelism=1,
)
_hasher = argon2.PasswordHasher.from_parameters(COST)
COMMON = frozenset(
    [
        "12345678",
        "123456789",
        "1234567890",
        "11111111",
        "88888888",
        "66666666",
        "00000000",
        "password",
        "password1",
        "passw0rd",
        "qwertyui",
        "qwerty123",
        "1q2w3e4r",
        "1qaz2wsx",
        "abc12345",
        "abcd1234",
        "a1234567",
        "a12345678",
        "aa123456",
        "asdfghjk",
        "iloveyou",
        "woaini1314",
        "woaini520",
        "5201314520",
        "admin123",
        "admin888",
        "administrator",
        "letmein1",
        "welcome1",
        "changeme",
        "changeit",
        "zhang123",
        "wang1234",
        "1234qwer",
        "qwer1234",
        "87654321",
        "asd12345",
        "zxcvbnm1",
        "football",
        "baseball",
        "superman",
        "trustno1",
        "heyi1234",
        "heyiheyi",
    ]
)


def hash_password(password: str) -> str:
    """The stored form of a password."""
    return _hasher.hash(password)


def password_matches(stored: str, password: str) -> bool:
    """Whether this is the password that was stored."""
    try:
        return _hasher.verify(stored, password)
    except VerificationError:
        return False


def outdated(stored: str) -> bool:
    """Whether the stored form was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


def spend_time(password: str) -> None:
    """Take as long as a check would, so that an unknown login cannot be told from a wrong password."""
    password_matches(_DECOY, password)


def check_password(password: str, *, identifier: str, field: str = "password") -> None:
    """Accept only a password of 8 to 128 characters that is neither common nor the login itself.

    Raises:
        InvalidInput: it is not.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        problem = FieldProblem(field, "password_length", {"shortest": SHORTEST, "longest": LONGEST})
    elif password.casefold() in COMMON or len(set(password)) < 3:
        problem = FieldProblem(field, "password_common")
    elif password.casefold() in identifier.casefold() or identifier.casefold() in password.casefold():
        problem = FieldProblem(field, "password_is_login")
    else:
        return
    raise InvalidInput(problems=[problem])


_DECOY = _hasher.hash("a password that nobody has")

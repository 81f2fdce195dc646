"""Somebody else who works in a company, with one of its roles."""

from heyi.kit.ids import uuid7
from tests.builders.clock import MORNING
from tests.builders.http import PASSWORD, Person


class Colleague(Person):
    """Put into the company from behind, let in by the front door."""

    def __init__(self, owner: Person, *, url: str, role: str, name: str) -> None:
        super().__init__(url, owner.books)
        self.tenant_id, self.user_id = owner.tenant_id, uuid7(MORNING)
        login = uuid7(MORNING)
        values = {
            "tenant": self.tenant_id,
            "user": self.user_id,
            "login": login,
            "identifier": self.login,
            "known": owner.login,
            "name": name,
            "role": role,
            "row": uuid7(MORNING),
            "now": MORNING,
        }
        for command in _COMMANDS:
            self.books.execute(command, values)
        self.post("/auth/log-in", {"login": self.login, "password": PASSWORD})


_COMMANDS = (
    """INSERT INTO control.login (id, identifier, password_hash, language, created_at, password_changed_at)
       SELECT %(login)s, %(identifier)s, password_hash, language, %(now)s, %(now)s
         FROM control.login WHERE identifier = %(known)s""",
    """INSERT INTO app_user (tenant_id, id, name, name_key, login, active, created_at, updated_at)
       VALUES (%(tenant)s, %(user)s, %(name)s, 'lisi', %(identifier)s, true, %(now)s, %(now)s)""",
    """INSERT INTO user_role (tenant_id, id, user_id, role_id)
       SELECT tenant_id, %(row)s, %(user)s, id FROM role WHERE tenant_id = %(tenant)s AND builtin = %(role)s""",
    """INSERT INTO control.membership (tenant_id, login_id, user_id, created_at)
       VALUES (%(tenant)s, %(login)s, %(user)s, %(now)s)""",
)

"""One request, job or command: one tenant, one actor, one instant, one transaction.

Rows that are only written are gathered and leave as one statement (`flush`) when the verb ends or when it reads again;
what others may contend for (stock, counters, states) changes at once, by conditional updates. Nobody but the platform's
doors commits.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import Connection, Executable, RowMapping, Table, update
from sqlalchemy.engine import CursorResult

from heyi.kit.dates import business_date
from heyi.kit.ids import uuid7, uuids7
from heyi.platform.db import statement
from heyi.platform.db.rehearsal import attempt, rehearsal
from heyi.platform.db.statement import Update
from heyi.platform.errors import NotAllowed, NotInDemo
from heyi.platform.events import Event, handlers_of
from heyi.platform.journal import AUDIT_EVENT, DOCUMENT_LINK, OUTBOX_MESSAGE
from heyi.platform.messages import Language
from heyi.platform.tenancy.settled import TenantFacts, settled
from heyi.platform.tenancy.tables import TENANT

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: a person, an API key, a job or the system, with everything the roles allow.

    With another's eyes (kind `seen`) it is the other, and `looks_through` is who really looks: what is beyond either is
    beyond this actor.
    """

    user_id: UUID | None
    kind: str
    door: str
    permissions: frozenset[str]
    language: Language = "zh-CN"
    name: str = ""
    session_id: UUID | None = None
    looks_through: "Actor | None" = None

    @property
    def is_system(self) -> bool:
        """Whether nobody in particular acts: seeds, checks and jobs of the system, which see and may everything."""
        return self.kind == "system"

    def may(self, permission: str) -> bool:
        """Whether the roles hold the permission."""
        return permission in self.permissions or (self.is_system and permission.startswith("own."))


@dataclass(kw_only=True)
class UnitOfWork:
    """The transaction of one verb, with what the verb must know: tenant, company, actor, now."""

    connection: Connection
    facts: TenantFacts
    actor: Actor
    now: datetime
    job_id: UUID | None = None
    statements: int = 0
    settings_changed: bool = False
    _pending: dict[tuple[Table, tuple[str, ...]], list[tuple[Any, ...]]] = field(default_factory=dict)
    _known: dict[object, Any] = field(default_factory=dict)

    @property
    def tenant_id(self) -> UUID:
        """The tenant whose rows this transaction sees and writes."""
        return self.facts.tenant_id

    @property
    def company_id(self) -> UUID:
        """The company (legal entity, 账套) in whose books the verb acts."""
        return self.facts.company_id

    @property
    def today(self) -> date:
        """The business date in the company's time zone."""
        return business_date(self.now, self.facts.time_zone)

    def new_id(self) -> UUID:
        """A fresh time-ordered id."""
        return uuid7(self.now)

    def new_ids(self, count: int) -> list[UUID]:
        """So many fresh time-ordered ids."""
        return uuids7(self.now, count)

    def require(self, permission: str) -> None:
        """Let the verb go on only if the actor holds the permission.

        Raises:
            NotAllowed: the roles do not hold it.
        """
        if not self.actor.may(permission):
            raise NotAllowed(permission=permission)

    def settled(self, name: str, load: Callable[[], T], *key: object) -> T:
        """What `load` gives, kept from transaction to transaction until somebody changes this tenant's settings."""
        if self.settings_changed:
            return load()
        return settled.get(self.facts, name, load, *key)

    def once(self, key: object, load: Callable[[], T]) -> T:
        """What `load` gives, asked for once in this transaction."""
        if key not in self._known:
            self._known[key] = load()
        known: T = self._known[key]
        return known

    def change_settings(self) -> None:
        """Say that roles, accounts, rates or the like change here, so that every process reads them anew."""
        if not self.settings_changed:
            raised = update(TENANT).where(TENANT.c.id == self.tenant_id)
            self.execute(raised.values(settings_version=TENANT.c.settings_version + 1))
            self.settings_changed = True

    def refuse_in_demo(self) -> None:
        """Let the verb go on only outside the demo company, whose one login all visitors share.

        Raises:
            NotInDemo: this is the demo company.
        """
        if self.facts.demo:
            raise NotInDemo

    @contextmanager
    def acting(self, actor: Actor) -> Iterator[None]:
        """Have somebody else act for a while; what is known of the one actor says nothing of the other."""
        before, known = self.actor, self._known
        self.actor, self._known = actor, {}
        try:
            yield
        finally:
            self.actor, self._known = before, known

    def rows(self, query: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[RowMapping]:
        """Everything the query finds, seeing also what this verb wrote before."""
        return self._read(query, parameters).mappings().all()

    def first(self, query: Executable, parameters: Mapping[str, Any] | None = None) -> RowMapping | None:
        """The first row the query finds, or None."""
        return self._read(query, parameters).mappings().first()

    def scalar(self, query: Executable, parameters: Mapping[str, Any] | None = None) -> Any:
        """The first column of the first row, or None."""
        return self._read(query, parameters).scalar()

    def execute(self, command: Executable, parameters: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """Run a write that must take effect now; rows gathered before it go first."""
        return self._read(command, parameters)

    def driver_rows(self, text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a text with positional values at once, without sending gathered rows; give back what it returns."""
        result = self.connection.exec_driver_sql(text, tuple(values))
        self.statements += 1
        return [tuple(row) for row in result.fetchall()] if result.returns_rows else []

    def insert(self, table: Table, *rows: Mapping[str, Any]) -> None:
        """Gather rows for `table`; the tenant, and who and when on versioned tables, are added here.

        Rows of one table leave together, tables in the order they were first named, all in one statement.
        """
        for row in rows:
            full = self._completed(table, row)
            self._pending.setdefault((table, tuple(full)), []).append(tuple(full.values()))

    def update_rows(
        self,
        table: Table,
        rows: Sequence[Mapping[str, Any]],
        *,
        keys: Sequence[str] = ("id",),
        assignments: Sequence[str],
        types: Mapping[str, str] | None = None,
        condition: str = "",
        returning: str = "",
    ) -> list[tuple[Any, ...]]:
        """Change many rows by one statement and give back what it returns.

        `assignments` and `condition` speak of the table as `t` and of the values of `rows` as `v`. Lock the rows in key
        order first where two verbs may meet. A column of `rows` that the table does not have takes its
        type from `types`.
        """
        change = Update(table, rows, keys, assignments, types or {}, condition, returning)
        return self.driver_rows(*self._update(change))

    def update_together(self, *updates: Update) -> None:
        """Change rows of several tables by one statement; each sees its table as it was before."""
        if not updates:
            return
        texts, values = zip(*(self._update(update) for update in updates), strict=True)
        self.driver_rows(statement.joined(texts), [value for part in values for value in part])

    def _update(self, change: Update) -> tuple[str, list[Any]]:
        table, kinds = change.table, change.types
        prepared = statement.rows_of(table, change.rows)
        columns = tuple(f"{name}:{kinds[name]}" if name in kinds else name for name in prepared.columns)
        audited: tuple[str, ...] = ()
        if table.info["versioned"]:
            audited = ("version = t.version + 1", "updated_at = %s", "updated_by = %s")
        text = statement.update_text(
            table,
            tuple(change.keys),
            (*audited, *change.assignments),
            columns,
            len(prepared.values),
            change.condition,
            change.returning,
        )
        stamps = (self.now, self.actor.user_id) if audited else ()
        return text, [*stamps, *(value for row in prepared.values for value in row), self.tenant_id]

    def insert_missing(
        self, table: Table, rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str]
    ) -> None:
        """Insert those rows at once whose `unique` columns no row of the tenant has yet."""
        prepared = statement.rows_of(table, [self._completed(table, row) for row in rows])
        keys = ("tenant_id", *unique)
        text = statement.insert_missing_text(table, prepared.columns, keys, len(prepared.values))
        self.driver_rows(text, [value for row in prepared.values for value in row])

    def change(self, table: Table, row_id: UUID, values: Mapping[str, Any]) -> None:
        """Set columns of one row that this verb has locked; raises its version, does not send gathered rows."""
        self.update_rows(
            table, [{"id": row_id, **values}], assignments=[f"{name} = v.{name}" for name in values]
        )

    def flush(self) -> None:
        """Send the gathered rows, all tables in one statement (in several where they are more than one can carry)."""
        if not self._pending:
            return
        parts = [
            statement.Rows(table, columns, tuple(rows)) for (table, columns), rows in self._pending.items()
        ]
        self._pending = {}
        for text, values in statement.inserts(parts):
            self.connection.exec_driver_sql(text, values)
            self.statements += 1

    def rehearse(self, work: Callable[[], object]) -> None:
        """Run the work and take back all that it wrote, also when it refuses; what it read stays with the caller."""
        self.flush()
        known, changed = dict(self._known), self.settings_changed
        try:
            with rehearsal(self.connection):
                work()
        finally:
            self._pending, self._known, self.settings_changed = {}, known, changed

    def attempt(self, work: Callable[[], object]) -> None:
        """Run the work; if it refuses, all that it wrote is taken back and the refusal raised, and the rest stands."""
        self.flush()
        known, changed = dict(self._known), self.settings_changed
        try:
            with attempt(self.connection):
                work()
                self.flush()
        except BaseException:
            self._pending, self._known, self.settings_changed = {}, known, changed
            raise

    def audit(
        self,
        action: str,
        *,
        record: str,
        record_id: UUID,
        changes: Mapping[str, Any] | None = None,
        party_id: UUID | None = None,
        title: str = "",
    ) -> None:
        """Write into the relationship ledger who did what to which record; `changes` maps field to [old, new].

        With `party_id` the row also stands on that customer's timeline.
        """
        self.insert(
            AUDIT_EVENT,
            {
                "id": self.new_id(),
                "company_id": self.company_id,
                "occurred_at": self.now,
                "actor_id": self.actor.user_id,
                "actor_kind": self.actor.kind,
                "actor_name": self.actor.name,
                "door": self.actor.door,
                "action": action,
                "record": record,
                "record_id": record_id,
                "party_id": party_id,
                "title": title,
                "changes": orjson.dumps(changes or {}, default=str).decode(),
            },
        )

    def link(self, from_type: str, from_id: UUID, to_type: str, to_id: UUID) -> None:
        """Remember that the second document came out of the first."""
        self.insert(
            DOCUMENT_LINK,
            {
                "id": self.new_id(),
                "from_type": from_type,
                "from_id": from_id,
                "to_type": to_type,
                "to_id": to_id,
            },
        )

    def emit(self, event: Event) -> None:
        """Tell the modules above, in this transaction, and leave a row for readers outside."""
        for handler in handlers_of(type(event)):
            handler(self, event)
        payload = orjson.dumps(event, default=str).decode()
        self.insert(
            OUTBOX_MESSAGE,
            {
                "id": self.new_id(),
                "kind": type(event).__name__,
                "aggregate_id": event.aggregate_id,
                "aggregate_seq": event.aggregate_seq,
                "payload": payload,
                "state": "waiting",
                "attempts": 0,
                "created_at": self.now,
                "due_at": self.now,
            },
        )

    def _read(self, query: Executable, parameters: Mapping[str, Any] | None) -> CursorResult[Any]:
        self.flush()
        self.statements += 1
        return self.connection.execute(query, parameters or {})

    def _completed(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        full: dict[str, Any] = {"tenant_id": self.tenant_id, **row}
        if table.info["versioned"] and not table.info["append_only"]:
            # What came from elsewhere may say itself who made it and when.
            full.setdefault("created_at", self.now)
            full.setdefault("created_by", self.actor.user_id)
            full["updated_at"] = self.now
            full["updated_by"] = self.actor.user_id
        return full

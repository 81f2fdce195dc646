"""What a tenant's own fields refer to does not go: such references lie in JSON, where no foreign key holds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Select, Text, Uuid, and_, any_, cast, func, literal, select, true, union_all
from sqlalchemy.dialects.postgresql import distinct_on

from heyi.platform.errors import AppError, StillUsed
from heyi.platform.records import access
from heyi.platform.records.conditions import expression
from heyi.platform.records.declaration import Field, Record
from heyi.platform.records.keys import of_field
from heyi.platform.records.kinds import Kind
from heyi.platform.records.shapes import shapes
from heyi.platform.records.tables import RECORD_KEY
from heyi.platform.records.titles import shown_title
from heyi.platform.unit_of_work import UnitOfWork


class StillReferredTo(AppError):
    """A field of a tenant's own names the record, so it cannot go."""

    code = "records.still_referred_to"
    status = 409


@dataclass(frozen=True)
class Referrer:
    """A row whose own field names another; its title as the actor sees it, or None where he does not see the row."""

    record: Record
    field: str
    record_id: UUID
    title: str | None

    def refusal(self) -> AppError:
        """Why what it names does not go."""
        if self.title is None:
            return StillUsed(constraint=f"{self.record.name}.{self.field}")
        return StillReferredTo(
            what=f"record.{self.record.name}",
            field=f"field.{self.record.name}.{self.field}",
            title=self.title,
            id=self.record_id,
        )


def own_references(uow: UnitOfWork, shape: Record) -> Iterator[tuple[Record, Field]]:
    """The own fields, of any record, that refer to records of this kind."""
    for other in shapes(uow):
        for item in other.own_fields:
            if item.references == shape.name and (item.is_reference or item.kind is Kind.MULTI_REFERENCE):
                yield other, item


def referrers(uow: UnitOfWork, shape: Record, ids: Sequence[UUID]) -> dict[UUID, Referrer]:
    """Of each of these rows that own fields of other rows name, one that does, by one statement at most.

    Rows of every company count; one that the actor sees is told before one that he does not.
    """
    places = list(own_references(uow, shape))
    if not ids or not places:
        return {}
    queries = [_naming(uow, at, *place, ids) for at, place in enumerate(places)]
    found: dict[UUID, Referrer] = {}
    for row in uow.rows(union_all(*(select(query.subquery()) for query in queries))):
        other, item = places[row["place"]]
        title = shown_title(uow, other, row["title"]) if row["reached"] else None
        if row["named"] not in found or found[row["named"]].title is None:
            found[row["named"]] = Referrer(other, item.name, row["id"], title)
    return found


def refuse_referred(uow: UnitOfWork, shape: Record, record_id: UUID) -> None:
    """Let a row go only if no own field of another row names it.

    Raises:
        StillReferredTo: one does, and the actor sees that row.
        StillUsed: one does, of which he learns nothing.
    """
    found = referrers(uow, shape, [record_id])
    if found:
        raise found[record_id].refusal()


def _naming(uow: UnitOfWork, at: int, other: Record, item: Field, ids: Sequence[UUID]) -> Select[Any]:
    """For each id at most one row whose field names it; by the keys of the field once every row has them."""
    table = other.table
    place = [table.c.tenant_id == uow.tenant_id]
    if other.own:
        place.append(table.c.record == other.row_type)
    texts = literal([str(one) for one in ids], ARRAY(Text()))
    source: Any = table
    if item.indexed:
        named: Any = cast(RECORD_KEY.c.key, Uuid)
        source = table.join(
            RECORD_KEY, and_(*of_field(uow, other, item.name), RECORD_KEY.c.record_id == table.c.id)
        )
        place.append(RECORD_KEY.c.key == any_(texts))
    elif item.is_reference:
        named = expression(other, item.name, table)
        place.append(cast(named, Text) == any_(texts))
    else:
        inside = table.c.custom[item.name]
        members = func.jsonb_array_elements_text(inside).table_valued("value", name="members")
        named = cast(members.c.value, Uuid)
        source = table.join(members, true())
        place += [inside.has_any(texts), members.c.value == any_(texts)]
    reached = and_(true(), *access.rows(uow, other)).label("reached")
    title = cast(table.columns[other.title], Text).label("title")
    columns = (literal(at).label("place"), named.label("named"), table.c.id, title, reached)
    query = select(*columns).select_from(source).where(*place, table.c.id != named)
    return query.ext(distinct_on(named)).order_by(named, reached.desc(), table.c.id)

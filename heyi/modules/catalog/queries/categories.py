"""The tree of categories, read whole: there are few, and they change seldom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from heyi.modules.catalog.contracts import CategoryNode
from heyi.modules.catalog.models.products import PRODUCT_CATEGORY
from heyi.platform.unit_of_work import UnitOfWork

_C = PRODUCT_CATEGORY.table.c


@dataclass(frozen=True)
class Category:
    """A category and the one above it."""

    id: UUID
    name: str
    parent_id: UUID | None


def categories(uow: UnitOfWork) -> Mapping[UUID, Category]:
    """Every category of the tenant, in the order people gave them."""

    def load() -> Mapping[UUID, Category]:
        query = select(_C.id, _C.name, _C.parent_id).where(_C.tenant_id == uow.tenant_id)
        return {row["id"]: Category(**row) for row in uow.rows(query.order_by(_C.position, _C.name, _C.id))}

    return uow.settled("catalog.categories", load)


def categories_of(uow: UnitOfWork, product_ids: Collection[UUID]) -> Mapping[UUID, UUID | None]:
    """The category of each product, by one statement that leaves what is gathered where it is."""
    text = "SELECT id, category_id FROM product WHERE tenant_id = %s AND id = ANY(%s)"
    return dict(uow.driver_rows(text, (uow.tenant_id, sorted(set(product_ids)))))


def lineage(uow: UnitOfWork, category_id: UUID | None) -> list[UUID]:
    """A category and all above it, the nearest first; of no category none."""
    known, line = categories(uow), []
    while category_id is not None and category_id in known and category_id not in line:
        line.append(category_id)
        category_id = known[category_id].parent_id
    return line


def category_tree(uow: UnitOfWork) -> list[CategoryNode]:
    """The tree from the top, each category before those below it."""
    known = categories(uow)
    below: dict[UUID | None, list[Category]] = {}
    for category in known.values():
        below.setdefault(category.parent_id, []).append(category)
    nodes: list[CategoryNode] = []

    def walk(category: Category, depth: int, above: str) -> list[UUID]:
        path = f"{above} / {category.name}" if above else category.name
        subtree = [category.id]
        node = CategoryNode(
            id=category.id,
            name=category.name,
            parent_id=category.parent_id,
            depth=depth,
            path=path,
            subtree=subtree,
        )
        nodes.append(node)
        for child in below.get(category.id, []):
            subtree.extend(walk(child, depth + 1, path))
        return subtree

    for top in below.get(None, []):
        walk(top, 0, "")
    return nodes

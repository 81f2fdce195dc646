"""What a run keeps of its way: findings row by row, and how far it is."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, update

from heyi.kit.validation import Problem
from heyi.platform.records.importing.checking import Checked, in_order
from heyi.platform.records.importing.columns import Layout
from heyi.platform.records.importing.duplicates import Likeness, warning
from heyi.platform.records.importing.spool import Lines
from heyi.platform.records.importing.tables import IMPORT_FINDING, IMPORT_RUN
from heyi.platform.unit_of_work import UnitOfWork

MOST_WARNINGS = 1_000


class Notes:
    """Gathers the findings of a run, and writes them as one set."""

    def __init__(self, uow: UnitOfWork, run_id: UUID, layout: Layout, *, most: int | None) -> None:
        self._uow = uow
        self._run_id = run_id
        self._layout = layout
        self._left = most if most is not None else MOST_WARNINGS

    def of_the_columns(self, layout: Layout) -> None:
        """The columns themselves do not do."""
        self._note(layout.header_row, "bad", layout.header, layout.problems)

    def bad(self, checked: Checked, lines: Lines) -> None:
        """The rows that cannot be taken, with their cells, to be mended."""
        if not checked.bad:
            return
        cells = dict(zip(lines.numbers, lines.rows, strict=True))
        for number in sorted(checked.bad):
            self._note(number, "bad", cells[number], in_order(self._layout, checked.bad[number]))

    def alike(self, checked: Checked, found: Mapping[int, Likeness]) -> None:
        """The new rows that look like others."""
        for number, like in found.items():
            if self._left > 0:
                self._left -= 1
                self._note(number, "warned", [], [warning(checked, number, like)])

    def write(self) -> None:
        """Send what was gathered."""
        self._uow.flush()

    def _note(self, number: int, weight: str, cells: Iterable[Any], problems: Iterable[Problem]) -> None:
        told = [
            {"field": one.field, "value": one.value, "code": one.code, "params": dict(one.params)}
            for one in problems
        ]
        self._uow.insert(
            IMPORT_FINDING,
            {
                "run_id": self._run_id,
                "row": number,
                "weight": weight,
                "cells": orjson.dumps(list(cells)).decode(),
                "problems": orjson.dumps(told).decode(),
            },
        )


def problems_of(row: Mapping[Any, Any]) -> list[Problem]:
    """The problems of a row as they were noted."""
    return [
        Problem(row["row"], one["field"], one["value"], one["code"], one["params"]) for one in row["problems"]
    ]


def forget_findings(uow: UnitOfWork, run_id: UUID) -> None:
    """Begin anew."""
    found = IMPORT_FINDING.c
    uow.execute(delete(IMPORT_FINDING).where(found.tenant_id == uow.tenant_id, found.run_id == run_id))


def change_run(uow: UnitOfWork, run: Mapping[Any, Any], **values: Any) -> None:
    """Say how a run stands."""
    columns = IMPORT_RUN.c
    changed = update(IMPORT_RUN).where(columns.tenant_id == uow.tenant_id, columns.id == run["id"])
    uow.execute(changed.values(**values, version=columns.version + 1, updated_at=uow.now))

"""Papers that a job prints: kept, found and logged beside the lists that are taken out."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import update

from heyi.platform.records.declaration import Record
from heyi.platform.records.exporting.reading import count_reading
from heyi.platform.records.exporting.running import Asked
from heyi.platform.records.exporting.store import file_path
from heyi.platform.records.exporting.tables import EXPORT_RUN
from heyi.platform.unit_of_work import UnitOfWork

_NO_LIST = {"filter": None, "search": None, "sort": None, "fields": None}


def ask_for_papers(
    uow: UnitOfWork, record: Record, said: Mapping[str, Any], start: Callable[[UUID], UUID | None]
) -> Asked:
    """Have papers of records printed by the job that `start` puts into the queue for this export."""
    export_id = uow.new_id()
    question = orjson.dumps({**_NO_LIST, **said}).decode()
    row = {"id": export_id, "record": record.name, "format": "pdf", "question": question}
    uow.insert(EXPORT_RUN, row)
    uow.audit("exported", record=record.name, record_id=export_id, changes={"rows": [None, said.get("rows")]})
    job_id = start(export_id)
    assert job_id is not None
    run = EXPORT_RUN.c
    uow.execute(
        update(EXPORT_RUN).where(run.tenant_id == uow.tenant_id, run.id == export_id).values(job_id=job_id)
    )
    return Asked(job_id, export_id)


def keep_papers(
    uow: UnitOfWork, home: Path, export_id: UUID, content: bytes, *, record: Record, name: str, count: int
) -> None:
    """Lay the printed file where its export's is found for seven days."""
    path = file_path(home, uow.tenant_id, export_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    place = (EXPORT_RUN.c.tenant_id == uow.tenant_id, EXPORT_RUN.c.id == export_id)
    done = {"name": name, "rows": count, "size": len(content), "finished_at": uow.now, "kept": True}
    uow.execute(update(EXPORT_RUN).where(*place).values(**done))
    count_reading(uow, record.name, count, "export")

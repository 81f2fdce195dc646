"""Writes the description of the HTTP API, from which the browser app's client is generated."""

import json
import secrets
import sys
from pathlib import Path

from sqlalchemy import create_engine

from heyi.app.application import create_app
from heyi.platform.http.services import Services
from heyi.platform.secrets import SecretBox


def describe() -> str:
    """The description as JSON; nothing is connected to, so that it can be had without a database."""
    services = Services(
        engine=create_engine("postgresql://nowhere"),
        secrets=SecretBox(secrets.token_hex(32)),
        home=Path("/nowhere"),
    )
    return json.dumps(create_app(services).openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(describe(), encoding="utf-8")

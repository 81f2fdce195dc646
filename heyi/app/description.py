"""The description of the API, without a database behind it."""

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from heyi.app.application import create_app
from heyi.platform.http.services import Services
from heyi.platform.secrets import SecretBox


def describe_api() -> dict[str, Any]:
    """The OpenAPI document of every route; nothing is connected to."""
    idle = Services(engine=create_engine("postgresql+psycopg://"), secrets=SecretBox("-" * 64), home=Path())
    return create_app(idle).openapi()

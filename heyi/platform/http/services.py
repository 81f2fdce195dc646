"""What the doors need from the process they run in."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from sqlalchemy import Engine

from heyi.platform.clock import Clock, SystemClock
from heyi.platform.secrets import SecretBox


@dataclass
class Services:
    """Database, clock, secrets and home folder of this process; tests put in their own."""

    engine: Engine
    secrets: SecretBox
    home: Path
    clock: Clock = field(default_factory=SystemClock)
    pause: Callable[[float], None] = time.sleep
    demo: bool = False
    secure_cookies: bool = False


def services_of(request: Request) -> Services:
    """The services of the application that serves this request."""
    app: Any = request.app
    return cast("Services", app.state.services)

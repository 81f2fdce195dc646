"""What the doors need from the process they run in."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from sqlalchemy import Engine

from heyi.platform.clock import Clock, SystemClock
from heyi.platform.http.rates import RateLimiter, Rates, TokenBuckets
from heyi.platform.notify.mail import Mailer, mailer
from heyi.platform.outward import Resolve, system_resolver
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
    address: str = "http://localhost:8000"
    smtp_url: str | None = None
    mail_sender: str = ""
    allow_private_webhooks: bool = False
    resolve: Resolve = system_resolver
    rates: RateLimiter = field(default_factory=lambda: TokenBuckets(Rates()))

    @property
    def sends_mail(self) -> bool:
        """Whether mail leaves for its reader; else it is only a file that the operator finds."""
        return self.smtp_url is not None

    @cached_property
    def mailer(self) -> Mailer:
        """How mail leaves."""
        return mailer(smtp_url=self.smtp_url, sender=self.mail_sender, home=self.home)


def services_of(request: Request) -> Services:
    """The services of the application that serves this request."""
    app: Any = request.app
    return cast("Services", app.state.services)

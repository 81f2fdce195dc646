"""The web application: routes, problems, health, and the browser app beside them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import anyio.to_thread
from fastapi import FastAPI, Request
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from heyi.app.wiring import ROUTERS, connect_handlers
from heyi.platform.files.store import MOST_BYTES
from heyi.platform.http import problems
from heyi.platform.http.body_limit import BodyLimit
from heyi.platform.http.envelope import Envelope
from heyi.platform.http.rooms import rooms
from heyi.platform.http.services import Services

# As many requests work at once as there are database connections for them.
THREADS = 16
# What the form around an uploaded file may take.
_MULTIPART_BYTES = 100_000
_FILES = ("/api/files", "*/imports")


def create_app(services: Services) -> FastAPI:
    """The application on these services."""
    connect_handlers()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        services.engine.dispose()

    app = FastAPI(
        title="Heyi 合一",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,  # a redirect would be built from the Host header, which anybody may write
    )
    app.state.services = services
    problems.install(app)
    app.add_middleware(BodyLimit, larger=dict.fromkeys(_FILES, MOST_BYTES + _MULTIPART_BYTES))
    app.add_middleware(Envelope, clock=services.clock, secure=services.secure_cookies)
    for room in rooms(router.api for router in ROUTERS):
        app.include_router(room)
    app.add_api_route("/healthz", health, include_in_schema=False)
    _serve_browser_app(app)
    return app


def health(request: Request) -> Response:
    """200 when requests can be served, else 503 with the reason."""
    services: Services = request.app.state.services
    try:
        with services.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError:
        return JSONResponse(
            {"status": "unavailable", "reason": "the database does not answer"}, status_code=503
        )
    return JSONResponse({"status": "ready"})


def _serve_browser_app(app: FastAPI) -> None:
    static = Path(str(resources.files("heyi"))) / "static"
    if not (static / "index.html").exists():
        return
    app.mount("/assets", _Assets(directory=static / "assets"))

    async def page(path: str) -> Response:
        if path.startswith("api/"):
            raise HTTPException(404)
        wanted = (static / path).resolve()
        if path and wanted.is_file() and wanted.is_relative_to(static):
            return FileResponse(wanted)
        return FileResponse(static / "index.html", headers={"Cache-Control": "no-cache"})

    app.add_api_route("/{path:path}", page, include_in_schema=False)


class _Assets(StaticFiles):
    """Files whose names carry the hash of their content never change."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        response = super().file_response(*arguments, **named)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

"""A route is found by the first word of its path, and is the one that would be found among all."""

import anyio
import httpx
from fastapi import APIRouter, FastAPI

from heyi.app.wiring import ROUTERS
from heyi.platform.http.rooms import rooms

# What one request is compared with at most.
MOST = 60


def router(*paths: str) -> APIRouter:
    """A module's routes, each answering with its own path."""
    made = APIRouter(prefix="/api")
    for path in paths:
        made.add_api_route(path, lambda told=path: told)
    return made


def asked(app: FastAPI, *paths: str) -> dict[str, object]:
    """What the application answers at each path."""

    async def asking() -> dict[str, object]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://heyi") as client:
            return {path: (await client.get(f"/api{path}")).json() for path in paths}

    return anyio.run(asking)


def test_each_path_finds_its_own_route_whatever_module_it_comes_from() -> None:
    app = FastAPI()
    for room in rooms(
        [
            router("/stock", "/stock/{product}", "/x-{own}"),
            router("/stock-receipts", "/stock/as-of", "/x-{own}/{id}"),
        ]
    ):
        app.include_router(room)
    assert asked(app, "/stock", "/stock/7", "/stock/as-of", "/stock-receipts", "/x-cars", "/x-cars/7") == {
        "/stock": "/stock",
        "/stock/7": "/stock/{product}",
        "/stock/as-of": "/stock/as-of",
        "/stock-receipts": "/stock-receipts",
        "/x-cars": "/x-{own}",
        "/x-cars/7": "/x-{own}/{id}",
    }
    assert asked(app, "/stocks") == {"/stocks": {"detail": "Not Found"}}


def test_no_request_is_compared_with_very_many_routes() -> None:
    sizes = [len(room.routes) for room in rooms(router.api for router in ROUTERS)]
    assert sum(sizes) == sum(len(router.api.routes) for router in ROUTERS)
    assert max(sizes) <= MOST

"""The web process: `python -m heyi.app.web`, started by the supervisor."""

from heyi.platform.http.waiting import listen, waiting_room
from heyi.platform.installation import installation


def main() -> None:
    """Serve until told to stop; while the application is put together, say so."""
    place = installation()
    with listen(place.port) as door:
        with waiting_room(door, "the server is starting"):
            import uvicorn

            from heyi.app.application import create_app
            from heyi.app.services import services_of_installation
            from heyi.platform.logs import configure_logging

            configure_logging("web")
            config = uvicorn.Config(
                create_app(services_of_installation(place)),
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=10,
            )
        uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    main()

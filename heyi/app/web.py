"""The web process: `python -m heyi.app.web`, started by the supervisor."""

import uvicorn

from heyi.app.application import create_app
from heyi.app.services import services_of_installation
from heyi.platform.installation import installation
from heyi.platform.logs import configure_logging


def main() -> None:
    """Serve until told to stop."""
    configure_logging("web")
    place = installation()
    uvicorn.run(
        create_app(services_of_installation(place)),
        host="0.0.0.0",  # noqa: S104 - phones and scanners reach it over the company network
        port=place.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )


if __name__ == "__main__":
    main()

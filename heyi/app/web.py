"""The web process: `python -m heyi.app.web`, started by the supervisor."""

import uvicorn

from heyi.app.application import create_app
from heyi.platform.db.connect import database_urls
from heyi.platform.db.engine import create_app_engine
from heyi.platform.http.services import Services
from heyi.platform.installation import installation, installation_secret
from heyi.platform.secrets import SecretBox


def main() -> None:
    """Serve until told to stop."""
    place = installation()
    services = Services(
        engine=create_app_engine(database_urls(place).app),
        secrets=SecretBox(installation_secret(place.home)),
        home=place.home,
        demo=place.demo,
    )
    uvicorn.run(
        create_app(services),
        host="0.0.0.0",  # noqa: S104 - phones and scanners reach it over the company network
        port=place.port,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )


if __name__ == "__main__":
    main()

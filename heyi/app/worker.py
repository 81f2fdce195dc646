"""The worker process: `python -m heyi.app.worker`, started by the supervisor."""

import signal
import sys
from threading import Thread

from heyi.app import demo, nightly
from heyi.app.services import services_of_installation
from heyi.app.wiring import connect_handlers
from heyi.platform.db.connect import database_urls
from heyi.platform.installation import installation
from heyi.platform.jobs.worker import SLOTS, Worker
from heyi.platform.logs import configure_logging

# One connection for each thread that works, for its progress beside it, and two for keeping time.
_POOL = 2 * SLOTS + 3


def main() -> int:
    """Work until told to stop; 0 when everything in work was finished."""
    configure_logging("worker")
    place = installation()
    services = services_of_installation(place, pool=_POOL)
    connect_handlers()
    nightly.connect()
    worker = Worker(services, listen_url=database_urls(place).app)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: worker.stop())
    # Beside the work: jobs need not wait for it, and whoever clicks before it is there makes it himself.
    Thread(target=demo.make_ready, args=(services,), name="demo", daemon=True).start()
    finished = worker.run()
    services.engine.dispose()
    return 0 if finished else 1


if __name__ == "__main__":
    sys.exit(main())

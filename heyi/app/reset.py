"""Deletes everything this installation keeps: for a fresh beginning, never for a clean-up."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from heyi.app.supervisor import CannotStart, only_one
from heyi.platform.db.embedded import EmbeddedServer, EmbeddedServerError
from heyi.platform.installation import BadSetting, installation

# Only a folder that holds these is ours to delete.
_MARKS = ("secret", "postgres")


def reset(home: Path) -> None:
    """Stop the embedded database and delete the installation's folder.

    Raises:
        CannotStart: Heyi runs in it.
        EmbeddedServerError: the running server belongs to another user.
    """
    with only_one(home):
        EmbeddedServer(home).stop()
        shutil.rmtree(home)


def main(arguments: Sequence[str]) -> int:
    """Ask once (or take --yes), then delete."""
    try:
        place = installation()
        if place.database_url is not None:
            print(
                "Heyi deletes only the database it made itself; drop the one of HEYI_DATABASE_URL by hand",
                file=sys.stderr,
            )
            return 1
        if not place.home.exists():
            print(f"nothing to delete: {place.home} does not exist")
            return 0
        if not any((place.home / mark).exists() for mark in _MARKS):
            print(f"{place.home} does not look like Heyi's folder; nothing was deleted", file=sys.stderr)
            return 1
        if (
            "--yes" not in arguments
            and input(f"Delete all data in {place.home}? Type yes: ").strip() != "yes"
        ):
            print("nothing was deleted")
            return 1
        reset(place.home)
    except (BadSetting, CannotStart, EmbeddedServerError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"deleted {place.home}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

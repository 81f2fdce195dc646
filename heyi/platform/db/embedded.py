"""Heyi's own PostgreSQL: made, started, found again after a crash and stopped, in the installation's folder.

The server listens on a socket that only its owner can reach, never on the network. Started as root it runs as
another user. Its log holds no statements and no row values, for those are personal data.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from heyi.platform.db.binaries import program_folder
from heyi.platform.db.processes import (
    command_line,
    die_with_parent,
    is_alive,
    processes_titled,
    send,
    wait_until,
)
from heyi.platform.db.server_user import identity_for
from heyi.platform.installation import write_private

ADMIN = "heyi_admin"
DATABASE = "heyi"

_LONGEST_SOCKET_PATH = (
    103  # the shortest limit among the systems we run on (macOS), including the file's name
)
_SOCKET_FILE = "/.s.PGSQL.5432"
_SECONDS_TO_BE_READY = 300
_SECONDS_TO_STOP = 30
_SECONDS_TO_DIE = 5

_INITDB_OPTIONS = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    # pg_trgm finds no trigrams in Chinese text unless the character class comes from a UTF-8 locale.
    "--lc-ctype=C.UTF-8",
    "--lc-collate=C.UTF-8",
    "--lc-messages=C",
    "--lc-monetary=C",
    "--lc-numeric=C",
    "--lc-time=C",
    "--no-instructions",
)
# Kept small for a small company's machine; may be changed in postgresql.conf.
_TUNING = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "io_method": "sync",
    "jit": "off",
    "max_logical_replication_workers": "0",
    "wal_compression": "on",
    "log_destination": "stderr",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgres-%w.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
}
# Not a matter of taste: given on the command line, so that no file can change them.
_LAWS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class EmbeddedServerError(Exception):
    """The embedded PostgreSQL could not be made, started or stopped; the message says why."""


@dataclass(frozen=True)
class Started:
    """A running server; `process` is None unless it is a child of this process."""

    pid: int
    process: subprocess.Popen[bytes] | None


@dataclass(frozen=True)
class EmbeddedServer:
    """The PostgreSQL server that lives in `home`."""

    home: Path

    @property
    def data_dir(self) -> Path:
        """The folder with the database's files."""
        return self.home / "postgres"

    @cached_property
    def programs(self) -> Path:
        """The folder with `pg_dump` and the other programs of this server's version."""
        return program_folder(self.home)

    @cached_property
    def socket_dir(self) -> Path:
        """The folder of the socket: in `home`, or a temporary one when the path is too long for a socket."""
        inside = self.home / "run"
        if len(str(inside)) + len(_SOCKET_FILE) <= _LONGEST_SOCKET_PATH:
            return inside
        return Path(tempfile.gettempdir()) / self._name

    def admin_url(self, database: str = "postgres") -> str:
        """How the administrator of this server connects; only the code that makes roles has a use for it."""
        password = quote(self._admin_password_file.read_text().strip(), safe="")
        return f"postgresql://{ADMIN}:{password}@/{database}?host={quote(str(self.socket_dir), safe='')}"

    def start(self, *, tied_to_parent: bool = False, settings: Mapping[str, str] | None = None) -> Started:
        """Have the server running and ready: made on the first call, found if it runs, healed after a crash.

        `tied_to_parent` stops the server, cleanly, when this process ends in whatever way; `settings` is
        for tests.

        Raises:
            EmbeddedServerError: it did not become ready; the message holds what the server said.
        """
        self._prepare_home()
        with self._one_at_a_time():
            pid = self.running_pid()
            if pid is not None and self._becomes_ready(pid):
                return Started(pid, None)
            self._clear_remains()
            if not (self.data_dir / "PG_VERSION").exists():
                self._initialise()
            self._prepare_socket_dir()
            return self._wait_ready(self._launch(tied_to_parent=tied_to_parent, settings=settings or {}))

    @contextlib.contextmanager
    def available(self) -> Iterator[None]:
        """Have the server running for a while, for a command; one that was running before stays.

        Raises:
            EmbeddedServerError: it did not become ready.
        """
        started = self.start(tied_to_parent=True)
        try:
            yield
        finally:
            if started.process is not None:
                self.stop()
                started.process.wait()

    def stop(self) -> None:
        """Stop the server, whoever started it; committed work is kept however hard it has to be stopped.

        Raises:
            EmbeddedServerError: it belongs to another user.
        """
        if not self.data_dir.exists():
            return
        with self._one_at_a_time():
            for number, patience in (
                (signal.SIGINT, _SECONDS_TO_STOP),
                (signal.SIGQUIT, _SECONDS_TO_DIE),
                (signal.SIGKILL, _SECONDS_TO_DIE),
            ):
                pid = self.running_pid()
                if pid is None:
                    break
                try:
                    send([pid], number)
                except PermissionError as refused:
                    raise EmbeddedServerError(
                        f"PostgreSQL (process {pid}) belongs to another user"
                    ) from refused
                wait_until(lambda: self.running_pid() is None, patience)
            self._clear_remains()

    def running_pid(self) -> int | None:
        """The process number of the running server, or None; a stale pid file deceives nobody."""
        try:
            pid = int(self._pid_file_lines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        return pid if self._is_server(pid) else None

    @property
    def _name(self) -> str:
        return f"heyi-{hashlib.sha256(str(self.data_dir).encode()).hexdigest()[:12]}"

    @property
    def _admin_password_file(self) -> Path:
        return self.home / "postgres-admin"

    @property
    def _pid_file(self) -> Path:
        return self.data_dir / "postmaster.pid"

    def _pid_file_lines(self) -> list[str]:
        return self._pid_file.read_text().splitlines()

    def _is_server(self, pid: int) -> bool:
        line = command_line(pid)
        return line is not None and "postgres -D" in line and f"-D {self.data_dir} " in f"{line} "

    def _prepare_home(self) -> None:
        if os.geteuid() == 0:
            self.home.mkdir(parents=True, exist_ok=True)
            # Root's server runs as another user, which must pass through here.
            self.home.chmod(0o711)
            blocked = [parent for parent in self.home.parents if not parent.stat().st_mode & 0o001]
            if blocked:
                raise EmbeddedServerError(
                    f"PostgreSQL does not run as root, and no other user may enter {blocked[-1]}. "
                    "Set HEYI_HOME to a folder outside of it, for example /var/lib/heyi"
                )
        else:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not os.access(self.home, os.W_OK | os.X_OK):
                raise EmbeddedServerError(f"this user may not write to {self.home}")

    def _prepare_socket_dir(self) -> None:
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        identity = identity_for(self.data_dir)
        if self.socket_dir.is_symlink() or self.socket_dir.stat().st_uid not in {os.geteuid(), identity.user}:
            raise EmbeddedServerError(f"{self.socket_dir} belongs to another user; remove it")
        self.socket_dir.chmod(0o700)
        if identity.user is not None:
            os.chown(self.socket_dir, identity.user, identity.group or 0)

    def _initialise(self) -> None:
        """Make the database's files; a run that is killed midway leaves nothing that looks finished."""
        unfinished = self.data_dir.with_name("postgres.unfinished")
        if unfinished.exists():
            shutil.rmtree(unfinished)
        unfinished.mkdir(mode=0o700)
        password = secrets.token_urlsafe(32)
        write_private(self._admin_password_file, password)
        identity = identity_for(self.data_dir)
        with tempfile.NamedTemporaryFile("w", prefix="heyi-") as password_file:
            password_file.write(password)
            password_file.flush()
            if identity.user is not None:
                for path in (str(unfinished), password_file.name):
                    os.chown(path, identity.user, identity.group or 0)
            options = ["-D", str(unfinished), "-U", ADMIN, f"--pwfile={password_file.name}", *_INITDB_OPTIONS]
            for name, value in _TUNING.items():
                options += ["-c", f"{name}={value}"]
            made = subprocess.run(
                [str(self.programs / "initdb"), *options],
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=_clean_environment(),
                start_new_session=True,
                user=identity.user,
                group=identity.group,
                extra_groups=identity.groups,
            )
        if made.returncode != 0:
            raise EmbeddedServerError(f"initdb failed: {made.stderr.strip() or made.stdout.strip()}")
        unfinished.rename(self.data_dir)

    def _launch(self, *, tied_to_parent: bool, settings: Mapping[str, str]) -> Started:
        laws = {
            **_LAWS,
            "unix_socket_directories": str(self.socket_dir),
            "cluster_name": self._name,
            **settings,
        }
        command = [str(self.programs / "postgres"), "-D", str(self.data_dir)]
        for name, value in laws.items():
            command += ["-c", f"{name}={value}"]
        identity = identity_for(self.data_dir)
        if not tied_to_parent:
            # The shell ends at once, so that a server which is to outlive us is no child of ours.
            command = ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command]
        with self._start_log.open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log if tied_to_parent else subprocess.PIPE,
                stderr=log,
                cwd="/",
                env=_clean_environment(),
                # Not in the terminal's group: Ctrl-C is for whoever started the server, not for the server.
                start_new_session=True,
                # Whoever ties a server to itself has one thread, or preexec_fn would be unsafe.
                preexec_fn=die_with_parent(signal.SIGINT) if tied_to_parent else None,  # noqa: PLW1509 - as said
                user=identity.user,
                group=identity.group,
                extra_groups=identity.groups,
            )
        if tied_to_parent:
            return Started(process.pid, process)
        said, _ = process.communicate()
        return Started(int(said), None)

    @property
    def _start_log(self) -> Path:
        return self.home / "postgres-start.log"

    def _wait_ready(self, started: Started) -> Started:
        def settled() -> bool:
            return self._status(started.pid) == "ready" or _has_ended(started)

        if not wait_until(settled, _SECONDS_TO_BE_READY):
            raise EmbeddedServerError(
                f"PostgreSQL was not ready after {_SECONDS_TO_BE_READY} s: {self._last_words()}"
            )
        if self._status(started.pid) != "ready":
            raise EmbeddedServerError(f"PostgreSQL did not start: {self._last_words()}")
        return started

    def _becomes_ready(self, pid: int) -> bool:
        """Whether a server that was found running stays; one that is stopping is waited for."""
        found = Started(pid, None)
        wait_until(lambda: self._status(pid) == "ready" or _has_ended(found), _SECONDS_TO_BE_READY)
        return self._status(pid) == "ready"

    def _status(self, pid: int) -> str:
        """What the server says of itself: starting, ready or stopping; empty when the file is not its own."""
        try:
            lines = self._pid_file_lines()
        except FileNotFoundError:
            return ""
        return lines[7].strip() if len(lines) > 7 and lines[0].strip() == str(pid) else ""

    def _last_words(self) -> str:
        """What the server said last: first on its standard error, later in its own log."""
        logs = sorted((self.data_dir / "log").glob("*.log"), key=lambda log: log.stat().st_mtime)
        said = [log.read_text(errors="replace") for log in [self._start_log, *logs[-1:]] if log.exists()]
        words = [line for text in said for line in text.strip().splitlines()]
        return " / ".join(words[-6:]) or "it said nothing"

    def _clear_remains(self) -> None:
        """End what a killed server left: its orphaned children, its lock files, its socket."""
        orphans = processes_titled(f"postgres: {self._name}:")
        send(orphans, signal.SIGQUIT)
        if not wait_until(lambda: not _present(orphans), _SECONDS_TO_DIE):
            send(orphans, signal.SIGKILL)
            wait_until(lambda: not _present(orphans), _SECONDS_TO_DIE)
        # The number in these files may be another program's by now, or a dead child's that nobody fetched.
        for name in (
            self._pid_file,
            Path(f"{self.socket_dir}{_SOCKET_FILE}"),
            Path(f"{self.socket_dir}{_SOCKET_FILE}.lock"),
        ):
            name.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with (self.home / "postgres.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _present(pids: list[int]) -> list[int]:
    return [pid for pid in pids if command_line(pid) is not None]


def _has_ended(started: Started) -> bool:
    return started.process.poll() is not None if started.process else not is_alive(started.pid)


def _clean_environment() -> dict[str, str]:
    """No PG… variable and no locale of the caller may change the server."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}

"""One process tree: PostgreSQL, web and worker below a small parent that starts, heals and stops them.

It reads the environment, prints what a person needs to know, and stays until Ctrl-C or SIGTERM. A child that
dies is started again; when this process is killed, its children end with it, and the next start cleans up.
"""

import argparse
import contextlib
import errno
import fcntl
import http.client
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from heyi.app.children import Child, SmallLog
from heyi.platform.db.embedded import EmbeddedServer, EmbeddedServerError, Started
from heyi.platform.db.processes import command_line, send, wait_until
from heyi.platform.db.server_user import ServerUserError
from heyi.platform.http.waiting import listen, waiting_room
from heyi.platform.installation import BadSetting, Installation, installation, installation_secret

COMMANDS: Mapping[str, Sequence[str]] = {
    "web": (sys.executable, "-m", "heyi.app.web"),
    "worker": (sys.executable, "-m", "heyi.app.worker"),
}
PREPARE = (sys.executable, "-m", "heyi.app.prepare")
REFUSED = 2  # the exit code of a refusal that another try would not change

_LOOK_SECONDS = 0.5
_PORT_PATIENCE_SECONDS = 10
_GRACE_SECONDS = 15
_DEATHS_BEFORE_GIVING_UP = 3
_ATTEMPTS_TO_PREPARE = 3


class CannotStart(Exception):
    """Nothing was left running; the message is for the person at the terminal."""


class Supervisor:
    """Starts, watches and stops everything that makes up one installation."""

    def __init__(
        self,
        place: Installation,
        *,
        commands: Mapping[str, Sequence[str]] = COMMANDS,
        prepare: Sequence[str] = PREPARE,
        out: TextIO = sys.stdout,
        began: float | None = None,
    ) -> None:
        self._place = place
        self._out = out
        self._began = time.monotonic() if began is None else began
        self._prepare_command = prepare
        self._server = EmbeddedServer(place.home) if place.database_url is None else None
        self._postgres: Started | None = None
        self._environment = {
            **os.environ,
            "HEYI_HOME": str(place.home),
            "HEYI_PORT": str(place.port),
            "PYTHONUNBUFFERED": "1",
        }
        logs = place.home / "log"
        self._children = [
            Child(name, command, self._environment, SmallLog(logs / f"{name}.log"))
            for name, command in commands.items()
        ]
        self._stop_asked = False
        self._ready = False

    def run(self) -> int:
        """Start everything and stay until a signal asks to stop; the exit code.

        Raises:
            CannotStart: something refused to start; all that had been started was stopped.
        """
        with only_one(self._place.home), self._signals() as woken:
            try:
                self._end_leftovers()
                self._wait_for_port()
                with listen(self._place.port) as door, waiting_room(door, "the database is starting"):
                    self._start_postgres()
                    self._prepare()
                self._watch(woken)
            finally:
                self._stop()
        return 0

    def _start_postgres(self) -> None:
        if self._server is None:
            return
        first = not self._server.data_dir.exists()
        self._say("making the database" if first else "starting the database")
        try:
            self._postgres = self._server.start(tied_to_parent=True)
        except (EmbeddedServerError, ServerUserError) as refused:
            raise CannotStart(str(refused)) from refused

    def _prepare(self) -> None:
        self._say("bringing the schema to this version")
        said = ""
        for _ in range(_ATTEMPTS_TO_PREPARE):
            done = subprocess.run(
                list(self._prepare_command),
                env=self._environment,
                capture_output=True,
                text=True,
                check=False,
                start_new_session=True,
            )
            if done.returncode == 0 or self._stop_asked:
                return
            said = done.stderr.strip() or f"preparing the database failed (exit {done.returncode})"
            if done.returncode == REFUSED:
                break
            # A server that an earlier supervisor was just stopping may have been found, and lost again.
            self._heal_postgres()
        raise CannotStart(said)

    def _watch(self, woken: socket.socket) -> None:
        self._say("starting web and worker")
        while not self._stop_asked:
            self._heal_postgres()
            for child in self._children:
                self._look_at(child)
            self._write_pids()
            self._announce_when_ready()
            self._listen(woken)

    def _look_at(self, child: Child) -> None:
        code = child.reap_if_ended()
        if code is not None:
            self._say(f"{child.name} ended (exit {code}); starting it again")
            if not self._ready and child.ended >= _DEATHS_BEFORE_GIVING_UP:
                words = "\n".join(child.log.last_lines)
                raise CannotStart(f"{child.name} does not start. Its last words ({child.log.path}):\n{words}")
        child.start_if_due()

    def _heal_postgres(self) -> None:
        if self._server is None or self._postgres is None:
            return
        process = self._postgres.process
        alive = process.poll() is None if process else self._server.running_pid() is not None
        if alive:
            return
        self._say("the database ended; starting it again")
        try:
            self._postgres = self._server.start(tied_to_parent=True)
        except EmbeddedServerError as refused:
            self._say(f"the database is not back yet: {refused}")

    def _announce_when_ready(self) -> None:
        if self._ready or not _answers(self._place.port):
            return
        self._ready = True
        self._say(f"Heyi is ready: {self._place.address}   (state in {self._place.home}; Ctrl-C stops it)")

    def _listen(self, woken: socket.socket) -> None:
        """Keep what the children say, until something happened or it is time for the next look."""
        with selectors.DefaultSelector() as selector:
            selector.register(woken, selectors.EVENT_READ)
            for child in self._children:
                if child.output is not None:
                    selector.register(child.output, selectors.EVENT_READ, child)
            for key, _ in selector.select(_LOOK_SECONDS if self._ready else _LOOK_SECONDS / 5):
                if isinstance(key.data, Child):
                    key.data.keep_words()
                else:
                    woken.recv(1024)

    def _stop(self) -> None:
        running = [child for child in self._children if child.process is not None]
        if running or self._postgres:
            self._say("stopping")
        for number in (signal.SIGTERM, signal.SIGKILL):
            for child in running:
                child.send(number)
            wait_until(lambda: not _still_running(running), _GRACE_SECONDS)
        for child in self._children:
            child.log.close()
        if self._server is not None and self._postgres is not None:
            self._server.stop()
            if self._postgres.process is not None:
                self._postgres.process.wait()
        self._pids_file.unlink(missing_ok=True)
        if running or self._postgres:
            self._say("stopped")

    @property
    def _pids_file(self) -> Path:
        return self._place.home / "children.pid"

    def _write_pids(self) -> None:
        text = "".join(f"{child.pid} {child.name}\n" for child in self._children if child.pid)
        if not self._pids_file.exists() or self._pids_file.read_text() != text:
            self._pids_file.write_text(text)

    def _end_leftovers(self) -> None:
        """End the children of a killed supervisor that are still there, where the system did not end them."""
        if not self._pids_file.exists():
            return
        commands = {child.name: " ".join(child.command) for child in self._children}
        rows = (line.split() for line in self._pids_file.read_text().splitlines())
        left = [int(pid) for pid, name in rows if command_line(int(pid)) == commands.get(name)]
        for number in (signal.SIGTERM, signal.SIGKILL):
            send(left, number)
            if wait_until(lambda: all(command_line(pid) is None for pid in left), _GRACE_SECONDS):
                break
        self._pids_file.unlink()

    def _wait_for_port(self) -> None:
        if not wait_until(lambda: _port_is_free(self._place.port), _PORT_PATIENCE_SECONDS):
            raise CannotStart(
                f"port {self._place.port} is taken by another program; set HEYI_PORT to a free one"
            )

    def _say(self, text: str) -> None:
        print(f"[{time.monotonic() - self._began:5.1f} s] {text}", file=self._out, flush=True)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[socket.socket]:
        """Ctrl-C and SIGTERM ask to stop; the end of a child wakes the loop."""
        reader, writer = socket.socketpair()
        for end in (reader, writer):
            end.setblocking(False)  # noqa: FBT003 - the standard library's signature

        def ask_to_stop(_number: int, _frame: object) -> None:
            self._stop_asked = True

        handlers = {signal.SIGINT: ask_to_stop, signal.SIGTERM: ask_to_stop, signal.SIGHUP: ask_to_stop}
        if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
            del handlers[signal.SIGHUP]  # started with nohup: closing the terminal is no reason to stop
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        descriptor = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        try:
            yield reader
        finally:
            signal.set_wakeup_fd(descriptor)
            for number, handler in before.items():
                signal.signal(number, handler)
            reader.close()
            writer.close()


@contextlib.contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the installation for one supervisor.

    Raises:
        CannotStart: another one runs in this folder.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "supervisor.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            if taken.errno not in {errno.EAGAIN, errno.EACCES}:
                raise
            handle.seek(0)
            raise CannotStart(f"Heyi already runs in {home} (process {handle.read().strip()})") from taken
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _still_running(children: Sequence[Child]) -> list[str]:
    for child in children:
        child.keep_words()
        child.reap_if_ended()
    return [child.name for child in children if child.process is not None]


def _port_is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """`./dev up`: run until stopped; a refusal is one sentence."""
    parser = argparse.ArgumentParser(
        prog="heyi.app.supervisor", description="run Heyi until Ctrl-C or SIGTERM"
    )
    parser.add_argument("--began", type=float, help="when the work of starting began (time.monotonic)")
    asked = parser.parse_args(arguments)
    try:
        place = installation()
        installation_secret(place.home)
        return Supervisor(place, began=asked.began).run()
    except (BadSetting, CannotStart) as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

"""The embedded PostgreSQL through starts, kills and stops."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from heyi.platform.db.embedded import EmbeddedServer, EmbeddedServerError
from heyi.platform.db.processes import command_line, processes_titled, wait_until

pytestmark = pytest.mark.chaos


@pytest.fixture
def server(empty_home: Path) -> EmbeddedServer:
    server = EmbeddedServer(empty_home)
    server.start()
    return server


@pytest.fixture
def busy_backend(server: EmbeddedServer) -> Iterator[subprocess.Popen[bytes]]:
    """A client whose query runs for a long time."""
    client = (
        "import psycopg, sys;c = psycopg.connect(sys.argv[1]);print('connected', flush=True);"
        "c.execute('SELECT count(*) FROM generate_series(1, 10000000000)')"
    )
    command = [sys.executable, "-c", client, server.admin_url()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        wait_until(lambda: _works(server), 10)
        yield process
        process.kill()


class TestStarting:
    def test_answers_on_a_socket_that_only_its_owner_can_reach(self, server: EmbeddedServer) -> None:
        assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
        assert stat.S_IMODE((server.home / "postgres-admin").stat().st_mode) == 0o600
        with psycopg.connect(server.admin_url()) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)

    def test_asks_for_a_password_even_on_the_socket(self, server: EmbeddedServer) -> None:
        url = f"postgresql://heyi_admin@/postgres?host={server.socket_dir}"
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(url)

    def test_keeps_commits_durable_and_text_in_utf8(self, server: EmbeddedServer) -> None:
        with psycopg.connect(server.admin_url()) as connection:
            settings = [
                connection.execute(f"SHOW {name}").fetchone()
                for name in ("fsync", "synchronous_commit", "server_encoding")
            ]
            character_type = connection.execute(
                "SELECT datctype FROM pg_database WHERE datname = current_database()"
            ).fetchone()
        assert settings == [("on",), ("on",), ("UTF8",)]
        assert character_type == ("C.UTF-8",)

    def test_again_finds_the_running_server(self, server: EmbeddedServer) -> None:
        pid = server.running_pid()
        assert EmbeddedServer(server.home).start().pid == pid

    def test_in_a_folder_with_a_long_path_still_has_a_socket(self, empty_home: Path) -> None:
        empty_home.chmod(0o711)
        server = EmbeddedServer(empty_home / ("long-" * 24))
        server.start()
        with psycopg.connect(server.admin_url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        server.stop()
        server.socket_dir.rmdir()

    def test_says_what_the_server_said_when_it_refuses(self, empty_home: Path) -> None:
        server = EmbeddedServer(empty_home)
        with pytest.raises(EmbeddedServerError, match="invalid value for parameter"):
            server.start(settings={"max_connections": "none"})

    def test_begins_anew_when_the_making_was_killed_midway(self, empty_home: Path) -> None:
        (empty_home / "postgres.unfinished").mkdir()
        (empty_home / "postgres.unfinished" / "PG_VERSION").write_text("18")
        server = EmbeddedServer(empty_home)
        server.start()
        assert server.running_pid() is not None


class TestAfterAKill:
    def test_of_the_server_it_is_back_with_what_was_committed(self, server: EmbeddedServer) -> None:
        with psycopg.connect(server.admin_url()) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        pid = server.running_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: server.running_pid() is None, 10)
        server.start()
        with psycopg.connect(server.admin_url()) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)

    def test_of_the_server_a_busy_orphan_does_not_block_the_next_start(
        self, server: EmbeddedServer, busy_backend: subprocess.Popen[bytes]
    ) -> None:
        pid = server.running_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: server.running_pid() is None, 10)
        started = server.start()
        assert started.pid != pid
        assert busy_backend.wait(10) != 0

    def test_of_everything_a_stale_pid_file_deceives_nobody(self, server: EmbeddedServer) -> None:
        server.stop()
        # The number now belongs to another program, as after a restart of the machine.
        (server.data_dir / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data_dir}\n")
        assert server.running_pid() is None
        assert server.start().pid != os.getpid()

    def test_of_its_parent_a_tied_server_stops_cleanly(self, empty_home: Path) -> None:
        parent = (
            "import sys, pathlib, signal; from heyi.platform.db.embedded import EmbeddedServer as S;"
            "print(S(pathlib.Path(sys.argv[1])).start(tied_to_parent=True).pid, flush=True); signal.pause()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", parent, str(empty_home)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            pid = int(process.stdout.readline())
            process.kill()
        assert wait_until(lambda: command_line(pid) is None, 10)
        control = subprocess.run(
            [EmbeddedServer(empty_home).programs / "pg_controldata", "-D", empty_home / "postgres"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "shut down\n" in control.stdout


class TestStopping:
    def test_leaves_no_process(self, server: EmbeddedServer) -> None:
        with psycopg.connect(server.admin_url()) as connection:
            row = connection.execute("SHOW cluster_name").fetchone()
        assert row is not None
        server.stop()
        assert server.running_pid() is None
        assert processes_titled(f"postgres: {row[0]}") == []

    def test_works_though_a_client_is_busy(
        self, server: EmbeddedServer, busy_backend: subprocess.Popen[bytes]
    ) -> None:
        server.stop()
        assert busy_backend.wait(10) != 0

    def test_twice_or_before_the_first_start_is_no_error(self, empty_home: Path) -> None:
        server = EmbeddedServer(empty_home)
        server.stop()
        server.start()
        server.stop()
        server.stop()
        assert server.running_pid() is None


def _works(server: EmbeddedServer) -> bool:
    with psycopg.connect(server.admin_url()) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT count%'"
        ).fetchone()
    return found is not None

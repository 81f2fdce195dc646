"""`./dev reset` deletes this installation's folder, and nothing else."""

from pathlib import Path

import pytest

from heyi.app.reset import main
from heyi.app.supervisor import only_one
from heyi.platform.db.embedded import EmbeddedServer
from heyi.platform.installation import installation_secret


@pytest.fixture
def home(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEYI_HOME", str(empty_home / "data"))
    monkeypatch.delenv("HEYI_DATABASE_URL", raising=False)
    monkeypatch.delenv("HEYI_SECRET", raising=False)
    empty_home.chmod(0o711)
    return empty_home / "data"


def test_it_stops_the_database_and_deletes_the_folder(home: Path) -> None:
    installation_secret(home)
    EmbeddedServer(home).start()
    assert main(["--yes"]) == 0
    assert not home.exists()


def test_it_deletes_nothing_without_a_yes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installation_secret(home)
    monkeypatch.setattr("builtins.input", lambda _: "y")
    assert main([]) == 1
    assert (home / "secret").exists()


def test_it_deletes_nothing_while_heyi_runs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    installation_secret(home)
    with only_one(home):
        assert main(["--yes"]) == 1
    assert (home / "secret").exists()
    assert "already runs in" in capsys.readouterr().err


def test_it_deletes_no_folder_that_is_not_heyis(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "thesis.txt").write_text("the only copy")
    assert main(["--yes"]) == 1
    assert (home / "thesis.txt").exists()
    assert "does not look like Heyi's folder" in capsys.readouterr().err


def test_it_deletes_no_database_that_it_did_not_make(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installation_secret(home)
    monkeypatch.setenv("HEYI_DATABASE_URL", "postgresql://operator@localhost/business")
    assert main(["--yes"]) == 1
    assert (home / "secret").exists()
    assert "by hand" in capsys.readouterr().err


def test_where_nothing_is_there_is_nothing_to_do(home: Path) -> None:
    assert main(["--yes"]) == 0
    assert not home.exists()

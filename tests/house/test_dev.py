"""`./dev`, the only entry for people."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tools import dev, web

PROMISED = {"up", "test", "check", "bench", "replay", "reset", "openapi", "help"}


def test_names_every_command_it_has() -> None:
    said = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    listed = {line.split()[0] for line in said.splitlines() if line.startswith("  ")}
    assert listed == set(dev.COMMANDS)
    assert listed >= PROMISED


def test_refuses_a_word_it_does_not_know() -> None:
    done = subprocess.run([ROOT / "dev", "upp"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no command 'upp'" in done.stderr


def test_works_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run([ROOT / "dev", "help"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "./dev COMMAND" in done.stdout


def test_ci_runs_the_whole_test_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "./dev test" in script.read_text()


class TestTheBrowserApp:
    @pytest.fixture
    def tree(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A browser app whose build is only written down."""
        for place, text in {
            "web/package.json": "{}",
            "web/package-lock.json": "{}",
            "web/src/main.ts": "1",
            "web/src/api/schema.d.ts": "types",
            "heyi/messages/web.json": "{}",
        }.items():
            (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place).write_text(text)
        (tmp_path / "web" / "node_modules").mkdir()
        (tmp_path / "built").write_text("[]")

        def build(title: str, *_: object, **__: object) -> None:
            steps = [*json.loads((tmp_path / "built").read_text()), title]
            (tmp_path / "built").write_text(json.dumps(steps))
            (tmp_path / "heyi" / "static").mkdir(exist_ok=True)
            (tmp_path / "heyi" / "static" / "index.html").touch()

        monkeypatch.setattr(web, "run_quietly", build)
        web.ensure_web(tmp_path)
        return tmp_path

    def steps(self, tree: Path) -> list[str]:
        """What was done since the tree was made, the first build aside."""
        done: list[str] = json.loads((tree / "built").read_text())
        assert done[:2] == ["installing npm packages (once)", "building the browser app"]
        return done[2:]

    def test_is_not_built_again_from_the_same_sources(self, tree: Path) -> None:
        (tree / "web" / "node_modules" / "noise.js").write_text("changed")
        (tree / "web" / "src" / "api" / "schema.d.ts").write_text("other types")
        web.ensure_web(tree)
        assert self.steps(tree) == []

    @pytest.mark.parametrize("changed", ["web/src/main.ts", "heyi/messages/web.json"])
    def test_is_built_again_when_a_source_changed(self, tree: Path, changed: str) -> None:
        (tree / changed).write_text("2")
        web.ensure_web(tree)
        assert self.steps(tree) == ["building the browser app"]

    def test_installs_again_when_the_lock_changed(self, tree: Path) -> None:
        (tree / "web" / "package-lock.json").write_text("{ }")
        web.ensure_web(tree)
        assert self.steps(tree) == ["installing npm packages (once)", "building the browser app"]

    def test_is_not_taken_for_built_when_the_build_was_killed(self, tree: Path) -> None:
        (tree / "heyi" / "static" / ".sources.sha256").unlink()
        web.ensure_web(tree)
        assert self.steps(tree) == ["building the browser app"]

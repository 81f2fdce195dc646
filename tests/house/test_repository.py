"""What must not be in the repository: names of registries, paths of one machine, secrets, large files."""

import re

from tests.house.source import ROOT, tracked_files

REGISTRIES = re.compile(
    r"(files\.pythonhosted|pypi|registry\.npmjs|registry\.yarnpkg|npmmirror|deb\.debian|repo\.maven)\.(org|com)"
    r"|mirrors?\.[a-z]+\.(edu|com|org)",
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(root|work|home/[a-z]+|Users/[a-z]+)/")
SECRETS = re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{30}")
LARGEST_BYTES = 600_000


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked_files():
        place = path.relative_to(ROOT).as_posix()
        if place != "tests/house/test_repository.py":
            found.append((place, path.read_bytes().decode("utf-8", errors="ignore")))
    return found


def matches(pattern: re.Pattern[str]) -> list[str]:
    return [f"{place}: {found.group()}" for place, text in texts() for found in pattern.finditer(text)]


def test_no_registry_is_named() -> None:
    assert matches(REGISTRIES) == []


def test_no_path_of_one_machine_is_written_down() -> None:
    assert matches(MACHINE_PATHS) == []


def test_no_secret_is_kept() -> None:
    assert matches(SECRETS) == []


def test_no_file_is_large() -> None:
    large = {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in tracked_files()}
    assert {place: size for place, size in large.items() if size > LARGEST_BYTES} == {}


def test_every_package_of_a_lock_has_a_hash_and_a_version() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text())
        packages = [block for block in blocks if not block.startswith("#")]
        assert [block for block in packages if "==" not in block or "--hash=sha256:" not in block] == []
        assert len(packages) > 40


def test_decisions_are_numbered_one_by_one() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md"))
    heads = [
        (ROOT / "docs" / "adr" / name).read_text(encoding="utf-8").split(maxsplit=2)[1] for name in names
    ]
    wanted = list(range(1, len(names) + 1))
    assert [int(name[:4]) for name in names] == wanted
    assert [int(head.rstrip(".")) for head in heads] == wanted

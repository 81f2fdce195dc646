"""Builds the browser app into heyi/static when a release wheel is made (in place, `./dev up` does)."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BrowserAppHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own configuration type is not public
    """Runs before the wheel is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build the browser app unless it stands built from these very sources."""
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from tools.web import ensure_web

        ensure_web(root)

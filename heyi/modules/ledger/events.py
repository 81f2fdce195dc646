"""What happens in the books."""

from dataclasses import dataclass

from heyi.platform.events import Event


@dataclass(frozen=True, kw_only=True)
class PostingRuleChanged(Event):
    """From now on lines of a role go to another account."""

    role: str

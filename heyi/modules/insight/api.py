"""The home page's questions."""

from heyi.modules.insight.contracts import Home, Measure, Ranking, Stretch, Whose
from heyi.modules.insight.queries.home import home
from heyi.modules.insight.queries.ranking import ranking

__all__ = ["Home", "Measure", "Ranking", "Stretch", "Whose", "home", "ranking"]

"""How a benchmark says its figures: one JSON object a line."""

import json


def say_figure(
    *, name: str, value: float, unit: str, goal: str | None = None, baseline: float | None = None
) -> None:
    """Print one figure; `goal` is written as `<= 30` on the value or `ratio <= 4` on value / baseline."""
    ratio = round(value / baseline, 3) if baseline else None
    figure = {
        "name": name,
        "value": round(value, 3),
        "unit": unit,
        "baseline": baseline,
        "ratio": ratio,
        "goal": goal,
    }
    print(json.dumps(figure, ensure_ascii=False), flush=True)

"""`./dev bench confirm_lines`: confirming orders of 5, 50 and 500 lines; statements stay, time grows with the lines."""

import statistics

from bench._figures import say_figure
from bench._server import Person, order_lines, running_heyi

TIMES = 20


def main() -> None:
    """Median time and statements of confirming, by length."""
    with running_heyi() as heyi:
        person = Person(heyi.url)
        customer, products = person.found_company(500, stock=1_000_000)
        shortest = 0.0
        for lines in (5, 50, 500):
            seconds = []
            for _ in range(TIMES):
                body = {"party_id": customer, "lines": order_lines(products[:lines])}
                order = person.post("/sales-orders", body)
                person.post(f"/sales-orders/{order['id']}/confirm", {}, verb="confirm")
                seconds.append(person.seconds[-1])
            a_line = statistics.median(seconds) / lines * 1000
            shortest = shortest or a_line
            say_figure(
                name=f"confirm_lines.{lines}.time",
                value=statistics.median(seconds) * 1000,
                unit="ms",
                baseline=shortest * lines,
                goal="ratio <= 1",
            )
            say_figure(
                name=f"confirm_lines.{lines}.statements",
                value=person.statements["confirm"],
                unit="statements",
                goal="<= 12",
            )


if __name__ == "__main__":
    main()

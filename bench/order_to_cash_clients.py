"""`./dev bench order_to_cash_clients`: the whole cycle by 1, 8 and 32 people at once in one company."""

import time
from concurrent.futures import ThreadPoolExecutor

from bench._figures import say_figure
from bench._server import Person, one_cycle, running_heyi

LINES = 5
SECONDS = 15


def main() -> None:
    """Cycles a second, and that the laws hold afterwards."""
    with running_heyi() as heyi:
        owner = Person(heyi.url)
        customer, products = owner.found_company(LINES, stock=10_000_000)
        alone = 0.0
        for clients in (1, 8, 32):
            people = [Person(heyi.url) for _ in range(clients)]
            for person in people:
                person.take_session(owner.session())
            rate = _cycles_a_second(people, customer, products)
            alone = alone or rate
            say_figure(
                name=f"order_to_cash_clients.{clients}",
                value=rate,
                unit="cycles/s",
                baseline=alone,
            )
        broken = [item["name"] for item in owner.get("/verify")["findings"] if not item["holds"]]
        say_figure(name="order_to_cash_clients.broken_laws", value=len(broken), unit="laws", goal="<= 0")


def _cycles_a_second(people: list[Person], customer: str, products: list[str]) -> float:
    until = time.monotonic() + SECONDS

    def work(person: Person) -> int:
        done = 0
        while time.monotonic() < until:
            one_cycle(person, customer, products)
            done += 1
        return done

    began = time.monotonic()
    with ThreadPoolExecutor(len(people)) as pool:
        done = sum(pool.map(work, people))
    return done / (time.monotonic() - began)


if __name__ == "__main__":
    main()

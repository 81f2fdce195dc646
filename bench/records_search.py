"""`./dev bench records_search`: the search box over a million customers, letter by letter, as people type."""

from collections.abc import Callable

import httpx

from bench._driver import bare
from bench._loaded import crowd
from bench.records_list import TIMES, measure, signed_in

TYPED = {
    "one_character": "华",
    "two_characters": "华信",
    "pinyin": "huaxin",
    "initials": "hxdzkj",
    "last_digits": "0123",
    "number": "L0123456",
    "common": "有限公司",
    "two_words": "华信 上海",
    "nothing": "qqqqzzzz",
}


def main() -> None:
    """Each word in the box and in the list, for who sees all and for who sees 3,000."""
    with crowd() as there, bare(there.heyi) as without:
        for who, login in (("manager", there.manager), ("salesperson", there.salesperson)):
            client = signed_in(httpx.Client(base_url=f"{there.heyi.url}/api", timeout=300), login)
            alone = signed_in(without.client, login)
            for name, words in TYPED.items():
                for place, question in (("", boxed), ("list.", listed)):
                    driver = without.cpu_of(question(alone, words), TIMES)
                    measure(
                        there, f"records_search.{who}.{place}{name}", question(client, words), driver=driver
                    )


def boxed(client: httpx.Client, words: str) -> Callable[[int], httpx.Response]:
    """The words in the box for everything."""
    return lambda _: client.get("/search", params={"q": words})


def listed(client: httpx.Client, words: str) -> Callable[[int], httpx.Response]:
    """The words above the list."""
    return lambda _: client.get("/parties", params={"search": words, "fields": "name,phone,region"})


if __name__ == "__main__":
    main()

"""`./dev bench records_search`: the search box over a million customers, letter by letter, as people type."""

from collections.abc import Callable

import httpx

from bench._loaded import crowd
from bench.records_list import entered, measure

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
    with crowd() as there:
        for who, login in (("manager", there.manager), ("salesperson", there.salesperson)):
            client = entered(there, login)
            for name, words in TYPED.items():
                measure(there, f"records_search.{who}.{name}", boxed(client, words))
                measure(there, f"records_search.{who}.list.{name}", listed(client, words))


def boxed(client: httpx.Client, words: str) -> Callable[[int], httpx.Response]:
    """The words in the box for everything."""
    return lambda _: client.get("/search", params={"q": words})


def listed(client: httpx.Client, words: str) -> Callable[[int], httpx.Response]:
    """The words above the list."""
    return lambda _: client.get("/parties", params={"search": words, "fields": "name,phone,region"})


if __name__ == "__main__":
    main()

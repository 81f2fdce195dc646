"""Goods that go back to the supplier at a price found late: what is kept bears its own price, and nothing is a loss."""

from tests.builders.company import Company
from tests.builders.http import Json
from tests.builders.purchases import Buying
from tests.scenarios.test_costs import COST_OF_GOODS, SHIPPED, STOCK
from tests.scenarios.test_costs_under_way import balances, bought, left, shop, sound

__all__ = ["shop"]


class Deal:
    """Ten at 10.00 came in, of an order; what he asks for them in truth is 11.00."""

    def __init__(self, company: Company, ordered: str = "10") -> None:
        self.buying, self.product = Buying(company), company.product()
        self.order = self.buying.confirmed(self.buying.supplier(), (self.product, ordered, "10"))
        self.receipt = self.buying.receive(self.order, "10", received_on="2026-10-06")

    def drafted(self, number: str, quantity: str, **fields: object) -> Json:
        """An invoice of so many, entered."""
        return self.buying.entered(self.order, number, ("11",), quantity, **fields)

    def note(self, quantity: str) -> Json:
        """A credit note of so many, entered."""
        return self.drafted("RED", quantity, kind="credit_note")

    def posted(self, *papers: Json) -> None:
        """These are put into the books, one after another."""
        for paper in papers:
            self.buying.posted(paper, reason="涨价")


def test_what_goes_back_is_of_one_of_two_drafts(shop: Company) -> None:
    deal = Deal(shop)
    first, second = deal.drafted("A", "5"), deal.drafted("B", "5")
    deal.buying.send_back(deal.receipt, "4")

    deal.posted(first)
    assert balances(shop, STOCK, COST_OF_GOODS) == ("65", "0")
    deal.posted(second)
    # Four of the second went back: one of five bears the difference, and four are for the credit note.
    assert balances(shop, STOCK, COST_OF_GOODS) == ("66", "4")
    deal.posted(deal.note("4"))

    assert balances(shop, STOCK, COST_OF_GOODS) == ("66", "0")
    assert shop.on_hand(deal.product)["value"] == "66"
    assert sound(shop)


def test_more_goes_back_than_the_last_draft_is_for(shop: Company) -> None:
    deal = Deal(shop)
    first, second = deal.drafted("A", "5"), deal.drafted("B", "5")
    deal.buying.send_back(deal.receipt, "7")

    deal.posted(second, first, deal.note("7"))

    assert balances(shop, STOCK, COST_OF_GOODS) == ("33", "0")
    assert sound(shop)


def test_on_the_day_of_the_invoice_all_of_it_lay_there(shop: Company) -> None:
    """The goods that went back later take their part of the price along."""
    deal = Deal(shop)
    draft = deal.drafted("A", "10", invoiced_on="2026-10-10")
    deal.buying.send_back(deal.receipt, "4")

    deal.posted(draft)
    assert balances(shop, STOCK, COST_OF_GOODS) == ("66", "4")
    deal.posted(deal.note("4"))

    assert balances(shop, STOCK, COST_OF_GOODS) == ("66", "0")
    assert sound(shop)


def test_a_credit_note_that_is_a_draft_brings_nothing_back(shop: Company) -> None:
    """Six of twenty wait for their invoice as four go back, and their credit note is entered before all is posted."""
    deal = Deal(shop)
    bought(shop, deal.product, "10", "10", received_on="2026-10-07")
    left(shop, deal.product, "6")
    draft = deal.drafted("A", "10")
    deal.buying.send_back(deal.receipt, "4")
    note = deal.note("4")

    deal.posted(draft, note)

    # The oldest left first: all six of this order that were kept are under way.
    by_age = shop.on_hand(deal.product)["value"] == "100"
    stands = ("100", "66", "0") if by_age else ("106", "60", "0")
    assert balances(shop, STOCK, SHIPPED, COST_OF_GOODS) == stands
    assert sound(shop)


def test_what_comes_in_its_place_is_on_its_own_invoice(shop: Company) -> None:
    """Four of ten went back and are on a credit note; the four that came for them went nowhere."""
    deal = Deal(shop, ordered="14")
    first = deal.drafted("A", "10")
    deal.buying.send_back(deal.receipt, "4")
    note = deal.note("4")
    deal.buying.receive(deal.order, "4")
    second = deal.drafted("B", "4")

    deal.posted(second, first, note)

    assert balances(shop, STOCK, COST_OF_GOODS) == ("110", "0")
    assert sound(shop)

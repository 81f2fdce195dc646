"""What the parts of a kit cost: its price spread over them to the cent. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from heyi.kit.money import round_amount, round_price, share_out


def part_prices(
    price: Decimal | None, kits: Decimal, parts: Sequence[tuple[Decimal, Decimal | None]]
) -> list[Decimal | None]:
    """The unit price of each part, given (quantity in all, own price), where so many kits cost `price` each.

    The amounts of the parts add up to that of the kits to the cent, in proportion to what the parts cost by themselves
    (by quantity, where nobody knows). A kit without a price costs what its parts do.
    """
    if price is None:
        return [own for _, own in parts]
    own_amounts = [quantity * (own or Decimal(0)) for quantity, own in parts]
    weights = own_amounts if any(own_amounts) else [quantity for quantity, _ in parts]
    shares = share_out(round_amount(price * kits), weights)
    return [round_price(share / quantity) for share, (quantity, _) in zip(shares, parts, strict=True)]

"""Units, prices and the other furniture of the catalogue, through the doors of the product."""

from tests.builders.company import Company
from tests.builders.http import Json


def unit(company: Company, name: str) -> str:
    """The id of a unit of daily use, made if there is none of that name."""
    found = company.get("/units", filter=f'{{"field": "name", "op": "eq", "value": "{name}"}}')["items"]
    return str(found[0]["id"] if found else company.post("/units", {"name": name})["id"])


def add_unit(
    company: Company, product: str, unit_id: str, numerator: int, denominator: int = 1, **more: str
) -> dict[str, str]:
    """Say what a unit holds; gives back all units of the product as fractions."""
    body = {"unit_id": unit_id, "numerator": numerator, "denominator": denominator, **more}
    units = company.post(f"/products/{product}/units", body)
    return {one["unit"]: f"{one['numerator']}/{one['denominator']}" for one in units}


def line(product: str, quantity: str, price: str, unit_id: str | None = None) -> Json:
    """A line of an order, typed in a unit."""
    return {"product_id": product, "quantity": quantity, "unit_price": price, "unit_id": unit_id}


def settle_catalogue(company: Company, customer: str, product: str, word: str) -> None:
    """A category, an attribute with a value, a price list with a line, and what a supplier calls a product."""
    company.post("/product-categories", {"name": f"分类 {word}"})
    attribute = company.post("/attributes", {"name": f"属性 {word}"})["id"]
    company.post("/attribute-values", {"attribute_id": attribute, "name": f"值 {word}"})
    price_list = company.post("/price-lists", {"name": f"价格表 {word}"})["id"]
    company.post("/price-list-lines", {"price_list_id": price_list, "product_id": product, "price": "1"})
    company.post("/supplier-products", {"party_id": customer, "product_id": product, "code": word})
    company.post(f"/products/{product}/barcodes", {"code": "96385074"})

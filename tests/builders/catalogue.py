"""Units, prices and the other furniture of the catalogue, through the doors of the product."""

from collections.abc import Callable
from uuid import UUID

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
    """A category, an attribute with a value, a price list with a line, what a supplier calls a product, and a kit."""
    company.post("/product-categories", {"name": f"分类 {word}"})
    attribute = company.post("/attributes", {"name": f"属性 {word}"})["id"]
    company.post("/attribute-values", {"attribute_id": attribute, "name": f"值 {word}"})
    price_list = company.post("/price-lists", {"name": f"价格表 {word}"})["id"]
    company.post("/price-list-lines", {"price_list_id": price_list, "product_id": product, "price": "1"})
    company.post("/supplier-products", {"party_id": customer, "product_id": product, "code": word})
    company.post(f"/products/{product}/barcodes", {"code": "96385074"})
    own = company.get(f"/products/{product}/units")[0]["unit_id"]
    kit = company.post("/products", {"name": f"套件 {word}", "unit_id": own})["id"]
    company.post(f"/products/{kit}/kit", {"parts": [{"product_id": product, "quantity": "2"}]})


def catalogue_bodies(company: Company, id_of: Callable[[str], UUID]) -> dict[str, Json]:
    """Requests on the catalogue that a company would be granted, of what it has itself."""
    names = ("party", "product", "unit", "product_category", "attribute", "attribute_value", "price_list")
    party, product, unit_id, category, attribute, value, price_list = (str(id_of(name)) for name in names)
    own = company.get(f"/products/{product}/units")[0]["unit_id"]
    kit = str(company.books.one("SELECT kit_id FROM kit_component WHERE tenant_id = %s", [company.tenant_id]))
    wish = {"lines": [{"product_id": product, "quantity": "1", "unit_id": own}]}
    by_product = {"price_list_id": price_list, "product_id": product, "unit_id": unit_id, "price": "1"}
    by_category = {"price_list_id": price_list, "category_id": category, "discount": "0.1"}
    supplied = {"party_id": party, "product_id": product, "unit_id": unit_id, "code": "x-1"}
    chosen = {"choices": [{"attribute_id": attribute, "value_ids": [value]}]}
    one = {"name": "x", "unit_id": unit_id, "category_id": category}
    changed = {
        "product-categories": {"name": "z"},
        "attributes": {"name": "z"},
        "attribute-values": {"name": "z"},
        "price-lists": {"note": "z"},
        "price-list-lines": {"note": "z"},
        "supplier-products": {"name": "z"},
    }
    return {
        **{
            f"POST /{path}/bulk": {
                "ids": [
                    str(id_of(path.replace("categories", "category").removesuffix("s").replace("-", "_")))
                ],
                "action": "update",
                "values": values,
            }
            for path, values in changed.items()
        },
        "POST /products": one,
        "PATCH /products/{record_id}": one,
        "POST /products image": one | {"image": [str(id_of("file"))]},
        "PATCH /products/{record_id} image": {"image": [str(id_of("file"))]},
        "POST /product-categories": {"name": "x", "parent_id": category},
        "PATCH /product-categories/{record_id}": {"name": "x", "parent_id": category},
        "POST /attribute-values": {"attribute_id": attribute, "name": "x"},
        "PATCH /attribute-values/{record_id}": {"attribute_id": attribute, "name": "y"},
        "POST /price-lists": {"name": "x", "customer_id": party},
        "PATCH /price-lists/{record_id}": {"name": "y", "customer_id": party},
        "POST /price-list-lines": by_product,
        "POST /price-list-lines category_id": by_category,
        "PATCH /price-list-lines/{record_id}": by_product,
        "PATCH /price-list-lines/{record_id} category_id": by_category | {"product_id": None, "price": None},
        "POST /supplier-products": supplied,
        "PATCH /supplier-products/{record_id}": supplied | {"code": "x-2"},
        "POST /products/{product_id}/units": {"unit_id": unit_id, "numerator": 12},
        "POST /products/{product_id}/barcodes": {"code": "6901234567892", "unit_id": own},
        "POST /products/{product_id}/variants": chosen,
        "POST /products/{product_id}/kit": {"parts": [{"product_id": product, "quantity": "1"}]},
        "POST /kit-lines": {"kit_id": kit, "quantity": "1", "party_id": party},
        "POST /prices": wish | {"party_id": party},
        "POST /supply-prices": wish | {"party_id": party},
    }

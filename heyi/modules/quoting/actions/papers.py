"""A quotation as PDF, in its customer's language: what was sent, and the certificate of its acceptance."""

from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import select

from heyi.kit.capitals import in_capitals
from heyi.kit.money import on_paper
from heyi.modules.catalog import api as catalog
from heyi.modules.quoting.contracts import Verdict
from heyi.modules.quoting.models import QUOTATION_ANSWER
from heyi.modules.quoting.queries.content import content_of, sent_content
from heyi.modules.quoting.queries.quotations import versions_of
from heyi.modules.quoting.rules import sealed
from heyi.modules.quoting.states import QuotationState
from heyi.platform import printing
from heyi.platform.http.answers import number_text
from heyi.platform.messages import Language, translate
from heyi.platform.unit_of_work import UnitOfWork

_A = QUOTATION_ANSWER
# Said on the paper, in the order in which they stand in the template.
_WORDS = (
    "title",
    "to",
    "number",
    "version",
    "quoted_on",
    "valid_until",
    "salesperson",
    "contact",
    "no",
    "product",
    "quantity",
    "unit",
    "list_price",
    "discount",
    "unit_price",
    "tax_rate",
    "amount",
    "before",
    "off",
    "net",
    "tax",
    "gross",
    "payment_terms",
    "delivery_terms",
    "note",
    "draft",
    "ours",
    "theirs",
    "hash",
)
_OF_COMPANY = ("uscc", "address", "phone", "bank_name", "bank_account")


def quotation_paper(uow: UnitOfWork, quotation_id: UUID) -> tuple[bytes, str]:
    """A version on paper, as it was sent or, of a draft, as it would be (without discounts for who may not see
    price lists); gives back also what the file is called.

    Raises:
        NotFound: it does not exist in this company.
    """
    head = versions_of(uow, quotation_id).head
    sent = sent_content(uow, quotation_id)
    if sent is None:
        drafted = content_of(uow, head, listed=catalog.sees_list_prices(uow))
        content: Mapping[str, Any] = orjson.loads(sealed(drafted)[0])
        sha256 = ""
    else:
        content, sha256 = sent
    language: Language = content["language"]
    data = {
        "lang": language[:2],
        "words": {name: translate(f"paper.quotation.{name}", language, {}) for name in _WORDS},
        "colon": translate("paper.colon", language, {}),
        "company": content["company"]["name"],
        "company_facts": [
            [translate(f"paper.quotation.{name}", language, {}), content["company"][name]]
            for name in _OF_COMPANY
            if content["company"][name]
        ],
        **{name: content[name] for name in ("number", "quoted_on", "valid_until", "salesperson")},
        **{name: content[name] for name in ("customer", "contact")},
        "version": str(content["version_no"]),
        "is_draft": head["state"] == QuotationState.DRAFT,
        "discounts": any(line["discount"] for line in content["lines"]),
        "lines": [_line(line) for line in content["lines"]],
        **{name: on_paper(Decimal(content[name]), with_zero=True) for name in ("net", "tax", "gross")},
        **{
            name: on_paper(content[name] and Decimal(content[name]), with_zero=True)
            for name in ("before", "off")
        },
        "currency": content["currency"],
        "prices": translate(
            f"paper.quotation.{'with' if content['prices_include_tax'] else 'without'}_tax", language, {}
        ),
        "capitals": in_capitals(Decimal(content["gross"])) if language == "zh-CN" else "",
        "terms": [
            [translate(f"paper.quotation.{name}", language, {}), content[name]]
            for name in ("payment_terms", "delivery_terms", "note")
            if content[name]
        ],
        "certificate": _certificate(uow, quotation_id, language),
        "sha256": sha256,
    }
    template = resources.files("heyi.modules.quoting").joinpath("paper", "quotation.typ")
    return printing.pdf(template, data), f"{content['number']}.pdf"


def _line(line: Mapping[str, Any]) -> dict[str, str]:
    named = " ".join(part for part in (line["product"], line["specification"]) if part)
    return {
        "no": str(line["line_no"]),
        "product": named,
        "code": line["code"],
        "quantity": line["quantity"],
        "unit": line["unit"],
        "list_price": line["list_price"] or "",
        "discount": f"{line['discount']}%" if line["discount"] else "",
        "unit_price": line["unit_price"],
        "tax_rate": f"{number_text(Decimal(line['tax_rate']) * 100)}%",
        "amount": on_paper(Decimal(line["before"]), with_zero=True),
    }


def _certificate(uow: UnitOfWork, quotation_id: UUID, language: Language) -> list[str]:
    """Who accepted it, when and how; nothing of what nobody accepted."""
    row = uow.first(
        select(_A).where(
            _A.c.tenant_id == uow.tenant_id,
            _A.c.quotation_id == quotation_id,
            _A.c.verdict == Verdict.ACCEPTED,
        )
    )
    if row is None:
        return []
    moment = row["answered_at"].astimezone(ZoneInfo(uow.facts.time_zone))
    said = {
        "name": row["name"],
        "at": f"{moment:%Y-%m-%d %H:%M:%S} ({uow.facts.time_zone})",
        "day": row["answered_on"].isoformat(),
        "address": row["address"],
        "device": row["user_agent"],
        "how": translate(f"quoting.how.{row['how']}", language),
    }
    if row["how"] != "link":
        return [translate("paper.quotation.certified_otherwise", language, said)]
    return [
        translate("paper.quotation.certified", language, said),
        translate("paper.quotation.certified_from", language, said),
    ]

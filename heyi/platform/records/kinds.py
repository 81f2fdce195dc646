"""The kinds of fields: what each holds, and so how it is stored, compared, grouped and shown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date

from heyi.kit.conditions import FieldType
from heyi.platform.db import schema


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    RICH_TEXT = "rich_text"
    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"
    QUANTITY = "quantity"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    TAGS = "tags"
    BOOLEAN = "boolean"
    REFERENCE = "reference"
    MULTI_REFERENCE = "multi_reference"
    USER = "user"
    DEPARTMENT = "department"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    ADDRESS = "address"
    LOCATION = "location"
    FILE = "file"
    IMAGE = "image"
    SIGNATURE = "signature"
    SUB_TABLE = "sub_table"
    NUMBER_RULE = "number_rule"
    FORMULA = "formula"
    ROLL_UP = "roll_up"


REFERENCES = frozenset({Kind.REFERENCE, Kind.USER, Kind.DEPARTMENT})
SETS = frozenset({Kind.MULTI_CHOICE, Kind.TAGS, Kind.MULTI_REFERENCE})
ATTACHMENTS = frozenset({Kind.FILE, Kind.IMAGE, Kind.SIGNATURE})
STRUCTURES = frozenset({Kind.ADDRESS, Kind.LOCATION, Kind.SUB_TABLE})
CHOICES = frozenset({Kind.CHOICE, Kind.MULTI_CHOICE})
NUMBERS = frozenset({Kind.NUMBER, Kind.DECIMAL, Kind.MONEY, Kind.QUANTITY, Kind.PERCENT})
TEXTS = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.RICH_TEXT, Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.NUMBER_RULE}
)
COMPUTED = frozenset({Kind.FORMULA, Kind.ROLL_UP})
# What a person sorts by; what has no order of its own (sets, files, long texts) is not offered.
UNSORTED = SETS | ATTACHMENTS | STRUCTURES | {Kind.LONG_TEXT, Kind.RICH_TEXT}
# Few enough values to be columns of a board or rows of a summary.
GROUPABLE = CHOICES - {Kind.MULTI_CHOICE} | REFERENCES | {Kind.BOOLEAN, Kind.DATE, Kind.DATETIME, Kind.TEXT}

COLUMN_TYPES: Mapping[Kind, Any] = {
    **dict.fromkeys(TEXTS, schema.CODE_TEXT),
    Kind.TIME: schema.CODE_TEXT,
    Kind.CHOICE: schema.CODE_TEXT,
    Kind.NUMBER: BigInteger(),
    Kind.DECIMAL: schema.QUANTITY,
    Kind.MONEY: schema.MONEY,
    Kind.QUANTITY: schema.QUANTITY,
    Kind.PERCENT: schema.RATE,
    Kind.DATE: Date(),
    Kind.DATETIME: schema.INSTANT,
    Kind.BOOLEAN: Boolean(),
}

CONDITION_TYPES: Mapping[Kind, FieldType] = {
    **dict.fromkeys(TEXTS, FieldType.TEXT),
    Kind.ADDRESS: FieldType.TEXT,
    Kind.TIME: FieldType.TIME,
    Kind.NUMBER: FieldType.NUMBER,
    Kind.DECIMAL: FieldType.QUANTITY,
    Kind.MONEY: FieldType.MONEY,
    Kind.QUANTITY: FieldType.QUANTITY,
    Kind.PERCENT: FieldType.PERCENT,
    Kind.DATE: FieldType.DATE,
    Kind.DATETIME: FieldType.DATETIME,
    Kind.CHOICE: FieldType.CHOICE,
    Kind.BOOLEAN: FieldType.BOOLEAN,
    **dict.fromkeys(REFERENCES, FieldType.REFERENCE),
    Kind.MULTI_CHOICE: FieldType.SET,
    Kind.TAGS: FieldType.SET,
    Kind.MULTI_REFERENCE: FieldType.REFERENCES,
}

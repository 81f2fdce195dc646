"""Numbers and addresses that carry their own proof: company codes, barcodes, phones, e-mail."""

import re
import unicodedata
from typing import Final

_USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC: Final = re.compile(r"[1-9ANY][1-9A-HJ-NP-RTUWXY][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_OLD_TAX_NUMBER: Final = re.compile(r"[0-9A-Z]{15}|[0-9A-Z]{17,20}")

_EAN_LENGTHS: Final = frozenset({8, 12, 13, 14})

_PHONE_SEPARATORS: Final = re.compile(r"[\s().\-\u2010-\u2015]+")
_COUNTRY_CHINA: Final = re.compile(r"(?:\+|00)86[\s\-]*|86[\s\-]*(?=1[3-9])")
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
# 010 and 02x have eight digits behind them, the other areas seven or eight.
_FIXED: Final = re.compile(r"0?(?:(?:10|2[0-9])[2-9][0-9]{7}|[3-9][0-9]{2}[2-9][0-9]{6,7})")
_LOCAL: Final = re.compile(r"[2-9][0-9]{6,7}")
_SERVICE: Final = re.compile(r"[48]00[0-9]{7}")
_SHORT: Final = re.compile(r"9[0-9]{4,5}|1[0-9]{2,4}")
_FOREIGN: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_EXTENSION: Final = re.compile(r"(?P<number>.*[0-9)])\s*(?:转|ext\.?|x|#|-)\s*(?P<extension>[0-9]{1,6})")

_EMAIL_MAX: Final = 254
_EMAIL_LOCAL_MAX: Final = 64
_EMAIL_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL_LOCAL: Final = re.compile(rf"{_EMAIL_ATOM}(?:\.{_EMAIL_ATOM})*")
_EMAIL_LABEL: Final = re.compile(r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?")


def valid_uscc(code: str) -> bool:
    """Whether this is a unified social credit code (统一社会信用代码): 18 characters, check digit right.

    Source: GB 32100-2015 (alphabet without I O S V Z, weights 3^n modulo 31). The authorities with letters
    (A, N, Y) count too. The check digit inside the organisation code is not enforced: old codes break it.
    """
    if not _USCC.fullmatch(code):
        return False
    total = sum(
        _USCC_ALPHABET.index(character) * weight
        for character, weight in zip(code[:-1], _USCC_WEIGHTS, strict=True)
    )
    return _USCC_ALPHABET[-total % 31] == code[-1]


def is_old_tax_number(code: str) -> bool:
    """Whether this has the form of a taxpayer number from before 2015 (15, 17, 18 or 20 capitals and digits).

    Such numbers still stand on old papers and with sole traders, and carry no proof: keep them as unverified.
    """
    return bool(_OLD_TAX_NUMBER.fullmatch(code))


def valid_ean(code: str) -> bool:
    """Whether this is a barcode number (EAN-8, UPC-A, EAN-13, GTIN-14) with the right check digit.

    Source: GS1 General Specifications, check digit of GTINs (weights 3 and 1 from the right, modulo 10).
    """
    if len(code) not in _EAN_LENGTHS or not (code.isascii() and code.isdecimal()):
        return False
    weighted = sum(int(digit) * (1 if index % 2 == 0 else 3) for index, digit in enumerate(reversed(code)))
    return weighted % 10 == 0


_WRITTEN_ABROAD: Final = re.compile(r"[0-9(][0-9 ().\-/]+[0-9]")


def normalise_phone(text: str) -> str | None:
    """The one form of a phone number, so that the same number typed in two ways is found to be the same.

    Chinese mobiles, fixed lines and 400/800 numbers become `+86…`, an extension `;ext=801` (RFC 3966); other
    countries' numbers need their `+` or `00`. Numbers that only work locally (a fixed line without its area,
    95588) stay bare digits. None: this is not a phone number.

    Source: the Chinese numbering plan (mobiles 1[3-9] and nine digits, areas 010, 02x and four digits).
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    whole = _phone_digits(plain)
    with_extension = _EXTENSION.fullmatch(plain)
    if with_extension is None:
        return whole
    number = _phone_digits(with_extension["number"])
    # 0571-8765432-1 is a line with its extension, not a number of eight digits: written apart is apart.
    if number is None or not _has_area(number) or _MOBILE.fullmatch(number.removeprefix("+86")):
        return whole
    return f"{number};ext={with_extension['extension']}"


def local_phone_abroad(text: str) -> str | None:
    """A number as people abroad write theirs at home, kept as written: (5) 555-4729, 030 0074321, 0921-12 34 65.

    Without its country it has no form of its own, but it can be called by who knows the country. What looks like a
    mistyped Chinese mobile is none. None: this is not such a number.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    digits = re.sub(r"\D", "", plain)
    mistyped_mobile = digits.startswith("1") and plain == digits
    if not _WRITTEN_ABROAD.fullmatch(plain) or not 7 <= len(digits) <= 15 or mistyped_mobile:
        return None
    return plain


def valid_email(text: str) -> bool:
    """Whether mail could be sent there: one name, one @, a domain of at least two labels.

    Source: RFC 5321 (lengths, dot-string) without quoted names and address literals, which nobody has;
    domains may be in any script (RFC 5890).
    """
    local, _, domain = text.rpartition("@")
    if len(text) > _EMAIL_MAX or len(local) > _EMAIL_LOCAL_MAX or not _EMAIL_LOCAL.fullmatch(local):
        return False
    labels = domain.split(".")
    return (
        len(labels) > 1
        and all(_EMAIL_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdecimal()
    )


def _phone_digits(plain: str) -> str | None:
    national, found = _COUNTRY_CHINA.subn("", plain, count=1) if _COUNTRY_CHINA.match(plain) else (plain, 0)
    digits = _PHONE_SEPARATORS.sub("", national)
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return f"+86{digits}"
    if _FIXED.fullmatch(digits) and (found or digits.startswith("0")):
        return f"+86{digits.removeprefix('0')}"
    if found:
        return None
    if _LOCAL.fullmatch(digits) or _SHORT.fullmatch(digits):
        return digits
    foreign = f"+{digits[2:]}" if digits.startswith("00") else digits
    return foreign if _FOREIGN.fullmatch(foreign) and not foreign.startswith("+86") else None


def _has_area(number: str) -> bool:
    return number.startswith("+86") or bool(_LOCAL.fullmatch(number))

"""Addresses as pictures that a phone reads."""

import io

import segno


def qr_svg(text: str) -> str:
    """The QR code of a text as an SVG picture."""
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=4, border=4, light="#ffffff", xmldecl=False)
    return picture.getvalue().decode()

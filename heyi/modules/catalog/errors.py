"""What the catalogue refuses."""

from heyi.platform.errors import AppError


class ProductUnusable(AppError):
    """A line names a product that does not exist or is switched off."""

    code = "catalog.product_unusable"
    status = 422


class TaxRateUnknown(AppError):
    """A line names a VAT rate that this company does not have."""

    code = "catalog.tax_rate_unknown"
    status = 422

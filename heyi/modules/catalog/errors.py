"""What the catalogue refuses."""

from heyi.platform.errors import AppError


class ProductUnusable(AppError):
    """A line names a product that does not exist or is switched off."""

    code = "catalog.product_unusable"
    status = 422


class TemplateUnusable(AppError):
    """A line names a product that only stands for its variants."""

    code = "catalog.template_unusable"
    status = 422


class KitUnusable(AppError):
    """A line names a kit, which is bought and sold as its parts."""

    code = "catalog.kit_unusable"
    status = 422


class KitInUse(AppError):
    """A product that is counted already, or stands for variants, is put together from nothing."""

    code = "catalog.kit_in_use"
    status = 409


class NotKit(AppError):
    """Nothing is said to be in the product."""

    code = "catalog.not_kit"
    status = 409


class TaxRateUnknown(AppError):
    """A line names a VAT rate that this company does not have."""

    code = "catalog.tax_rate_unknown"
    status = 422


class UnitUnknown(AppError):
    """A line counts in a unit in which its product is not counted."""

    code = "catalog.unit_unknown"
    status = 422


class QuantityInexact(AppError):
    """A quantity has no exact value in the unit in which the product is kept."""

    code = "catalog.quantity_inexact"
    status = 422


class TooManyDecimals(AppError):
    """Quantities have more decimals than the units in which they are typed."""

    code = "catalog.too_many_decimals"
    status = 422


class UnitCounts(AppError):
    """The product's unit cannot become another, since quantities are written down in it."""

    code = "catalog.unit_counts"
    status = 409


class TrackingKept(AppError):
    """Goods of the product lie in a warehouse, so how they are told apart stays what it is."""

    code = "catalog.tracking_kept"
    status = 409


class InspectedShort(AppError):
    """More of the product has left a warehouse than came in, so what lies there has no quality yet."""

    code = "catalog.inspected_short"
    status = 409


class UnitTooSmall(AppError):
    """A smaller unit would have to become the product's own, and quantities are written down in the one it has."""

    code = "catalog.unit_too_small"
    status = 409


class UnitsDoNotFit(AppError):
    """No unit of the product holds all the others exactly."""

    code = "catalog.units_do_not_fit"
    status = 422


class CodeUnknown(AppError):
    """Nothing has the scanned code."""

    code = "catalog.code_unknown"
    status = 404


class CodeTaken(AppError):
    """Another product, or another unit of it, is known by the barcode."""

    code = "catalog.code_taken"
    status = 409


class CodeWrong(AppError):
    """The barcode's check digit is not right."""

    code = "catalog.code_wrong"
    status = 422


class NotTemplate(AppError):
    """Variants are made of a product that nobody has counted yet and that is itself no variant."""

    code = "catalog.not_template"
    status = 409


class TooManyVariants(AppError):
    """More variants would be made at once than anybody looks through."""

    code = "catalog.too_many_variants"
    status = 422


class AttributesDiffer(AppError):
    """The family has variants by other attributes than these."""

    code = "catalog.attributes_differ"
    status = 409

"""Routes of the catalogue: plain records."""

from heyi.modules.catalog import api
from heyi.platform.http.router import Router
from heyi.platform.records.http import add_record_routes

router = Router("catalog")
add_record_routes(router, api.PRODUCT)
add_record_routes(router, api.UNIT)
add_record_routes(router, api.TAX_RATE)

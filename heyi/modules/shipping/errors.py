"""What shipping refuses."""

from heyi.platform.errors import AppError


class CarrierUnusable(AppError):
    """There is no such carrier, or nothing goes with him any more."""

    code = "shipping.carrier_unusable"
    status = 422


class NobodyBringsIt(AppError):
    """A waybill goes with a carrier or with a driver of one's own: somebody must bring it."""

    code = "shipping.nobody_brings_it"
    status = 422


class WhatWasWrong(AppError):
    """Who took only part of a waybill, or none, is not written down without what was wrong with it."""

    code = "shipping.what_was_wrong"
    status = 422

"""From a wish to files: plan the matrix of outputs, make each on a pool of warm processes, and say how it went."""

from publish.release.fits import fits
from publish.release.make import Made, build
from publish.release.plan import Order, Wish, plan
from publish.release.staff import write_testpage

__all__ = ["Made", "Order", "Wish", "build", "fits", "plan", "write_testpage"]

"""Lay the pages of one PDF over those of another, so that nothing on a page can hide or move what marks it."""

import io

import pikepdf


def lay_over(pdf: bytes, overlay: bytes) -> bytes:
    """Return ``pdf`` with the first pages of ``overlay`` over its own, and the other ones after them."""
    with pikepdf.open(io.BytesIO(pdf)) as pages, pikepdf.open(io.BytesIO(overlay)) as marks:
        count = len(pages.pages)
        for page, mark in zip(pages.pages, marks.pages, strict=False):
            page.add_overlay(mark, pikepdf.Rectangle(page.mediabox))
        pages.pages.extend(marks.pages[count:])
        output = io.BytesIO()
        pages.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()

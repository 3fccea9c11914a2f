"""Lines end where they should: WeasyPrint ends one after its first word where only the space before an element does not fit."""

import pytest
from weasyprint import HTML

import publish.press.engine.render  # noqa: F401  (it mends WeasyPrint)

SENTENCES = (
    '<p lang="en">And with salt water shots it was about <b>18</b>\u00a0of each 100.</p>',
    '<p lang="en">Tell your doctor about this treatment before an <em>PSA</em> test of the blood.</p>',
    '<p lang="ar" dir="rtl">ومع حقن المحلول الملحي، كان العدد نحو <span dir="ltr">18</span>\u00a0من كل <span dir="ltr">100</span>.</p>',
    '<p lang="de" style="hyphens: auto">Finasterid ist eine Tablette und blockiert eine Form der <em>Reduktase</em>. Es gibt zwei.</p>',
)


def lines(html: str) -> list[str]:
    """Return the lines of a page as they are printed."""
    boxes = HTML(string=html).render().pages[0]._page_box.descendants()
    return ["".join(text.text for text in box.descendants() if hasattr(text, "text")) for box in boxes if type(box).__name__ == "LineBox"]


@pytest.mark.parametrize("sentence", SENTENCES, ids=["en", "en-em", "ar", "de-hyphens"])
def test_no_line_ends_after_its_first_word_where_the_next_one_fits(sentence: str) -> None:
    for width in range(200, 330, 3):
        style = f'@page {{ size: 600px }} html {{ font: 16px "Noto Sans", "Noto Naskh Arabic" }} p {{ width: {width}px }}'
        found = lines(f"<style>{style}</style>{sentence}")
        assert all(len(line.split()) > 1 for line in found[:-1]), (width, found)

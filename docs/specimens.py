"""Make docs/specimens.md and its pictures: one card for each language, which shows its typography.

Run ``python docs/specimens.py [LOCALE]…`` in a checkout with the test extras.
"""

import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

from publish import press
from publish.edition.compose import compose
from publish.edition.layout.typography import Typography, read_typography
from publish.edition.request import Request
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.project import Workspace, now
from publish.release.output import job_of

DOCS = Path(__file__).resolve().parent
FOLDER = DOCS / "specimens"
WIDTH_PX, COLOURS = 420, 64
LARGEST_BYTES = 40_000
COLUMNS = 3
GUIDE = """# {title}

{drug}

## {heading}

- {wait}
- {spoon}
- {visit}

> {ask}

::: warning
{warn}

{call}
:::
"""
FRONT = """edition = "1"
published = 2026-03-02

[facts]
dose = { value = 500, unit = "milligram" }
wait = { low = 4, high = 6, unit = "hour" }
spoon = { value = 2.5, unit = "milliliter" }
visit = { date = 2026-03-14 }
"""
CLINIC = 'name = "Clinic"\nphone = "+1 202 555 0143"\n'
INTRODUCTION = """# Specimens

The typography of each language, in headings, bold and emphasised text, a list, a dose, a range, a decimal, a date, a telephone number, quotation marks, a Latin name
in the text, and a warning. No text is slanted, justified or letter-spaced. The values are in `layouts/typography.toml`; a workspace can change them in a
`layouts/typography.toml` of its own. The sentences are in `docs/specimens/texts.toml`. They were written for this page and are not advice to patients.
`python docs/specimens.py` makes this page and its pictures.

"""


def main(names: Sequence[str]) -> None:
    """Write the pictures of the given locales, or of all, and the page that shows the pictures of all."""
    texts = read_texts()
    for locale in names or texts:
        save(picture(specimen(locale, texts[locale]).pdf), FOLDER / f"{locale}.png")
    (DOCS / "specimens.md").write_text(INTRODUCTION + "".join(page(tuple(texts))), encoding="utf-8")


def read_texts() -> dict[str, dict[str, str]]:
    """Return the sentences of each locale, by name, from docs/specimens/texts.toml."""
    return tomllib.loads((FOLDER / "texts.toml").read_text(encoding="utf-8"))


def specimen(locale: str, texts: Mapping[str, str]) -> press.Printed:
    """Print the card of ``locale`` from a temporary workspace with this source locale."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        files = {
            "source/project.toml": f'[project]\nsource_locale = "{locale}"\n',
            "source/card/guide.md": GUIDE.format_map(dict(texts)),
            "source/card/guide.toml": FRONT,
            "source/clinics/clinic.toml": CLINIC,
            "layouts/specimen/flag.html": f'<p class="flag">{texts["flag"]}</p>\n',
        }
        shutil.copytree(FOLDER / "layout", workspace.root / "layouts" / "specimen")
        for name, text in files.items():
            (workspace.root / name).parent.mkdir(parents=True, exist_ok=True)
            (workspace.root / name).write_text(text, encoding="utf-8")
        order = Request("card", locale, "specimen", "A6", "clinic")
        return press.print_job(job_of(order, compose(workspace.snapshot(), order, today=now().date())))


def page(locales: Sequence[str]) -> Iterator[str]:
    """Yield the lines of docs/specimens.md: a table with the typography of each locale, and a table of the pictures."""
    nowhere = Workspace(DOCS)
    yield "| locale | language | font | leading | digits | a range | hyphenation |\n|---|---|---|---|---|---|---|\n"
    for locale in locales:
        yield row(locale_info(locale), read_typography(nowhere.snapshot(), locale_info(locale)))
    yield "\n" + "| | | |\n|---|---|---|\n"
    for first in range(0, len(locales), COLUMNS):
        cells = (f"![{locale_info(locale).english}](specimens/{locale}.png)" for locale in locales[first : first + COLUMNS])
        yield f"| {' | '.join(cells)} |\n"


def row(language: LocaleInfo, typography: Typography) -> str:
    """Return the typography of a locale as a row of the table."""
    hyphenation = "words of 10 letters and more" if typography.hyphenate else "—"
    span = typography.range.format(language.numerals("4"), language.numerals("6"))
    cells = (f"`{language.locale}`", language.english, typography.families[0], f"{typography.leading:g}", language.digits, span, hyphenation)
    return f"| {' | '.join(cells)} |\n"


def picture(pdf: bytes) -> Image.Image:
    """Return an image of the first page of ``pdf``, without the empty space below its last line."""
    with pypdfium2.PdfDocument(pdf) as document:
        first = document[0]
        image = first.render(scale=WIDTH_PX / first.get_width()).to_pil().convert("RGB")
    inked = Image.eval(image.convert("L"), lambda grey: 255 - grey).getbbox()
    assert inked
    return image.crop((0, 0, image.width, min(image.height, inked[3] + inked[1])))


def save(image: Image.Image, path: Path) -> None:
    """Write ``image`` to ``path`` as a PNG with a palette."""
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < LARGEST_BYTES, f"{path.name} is {path.stat().st_size} bytes"


if __name__ == "__main__":
    main(sys.argv[1:])

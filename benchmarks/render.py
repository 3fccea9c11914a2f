"""What the press adds to WeasyPrint: one warm print of an unfolded handout against WeasyPrint alone on the same HTML.

Both run in this process, in turn, with the same fonts and the same PDF variant; the medians are compared.
Usage: python benchmarks/render.py [ROUNDS]
"""

import gc
import sys
from statistics import median
from time import process_time

from weasyprint import CSS, HTML

from publish.press import Job, print_job
from publish.press.engine.fetch import BASE_URL, Fetcher
from publish.press.engine.fonts import open_fonts
from publish.press.sheets.paper import size_of

LIMIT = 1.10
STYLE = """
html { font: var(--size) / 1.5 "Noto Sans" }
@page { margin: 15mm; @bottom-center { content: counter(page); font: 8pt "Noto Sans" } }
h2 { break-after: avoid; color: #0b5563 }
.key { background: #e4f0f1; padding: 3mm; border-radius: 2mm }
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><rect x="4" y="4" width="392" height="152" rx="12" fill="#e4f0f1"/>'
    '<text x="200" y="90" font-family="Noto Sans" font-size="24" text-anchor="middle">Where the medicine goes</text></svg>'
)
SECTION = """
<h2 id="part-{0}">Part {0}</h2>
<p>A clinician puts a very small amount of medicine into the skin of the scalp. A visit takes 10 to 30 minutes, and most people go
home at once. Ask what is known about this treatment, what is not known, and what else you could choose.</p>
<ul><li>Some pain, redness or itching is common and passes in a day or two.</li><li>Call at once if you have trouble breathing.</li></ul>
<div class="key"><p>Nobody may give blood for six months after the last visit.</p></div>
<table><thead><tr><th>When</th><th>What</th></tr></thead><tbody><tr><td>First day</td><td>Do not wash your hair</td></tr></tbody></table>
"""


def handout() -> Job:
    """Return a job about as long as the full edition of a guide: some 1,500 words on A4."""
    body = "".join(SECTION.format(number) for number in range(1, 17))
    page = f'<h1>A handout</h1><img src="skin.svg" alt="Where the medicine goes" style="width: 100%">{body}'
    html = f'<!doctype html><html lang="en"><head><title>A handout</title></head><body>{page}</body></html>'
    return Job("benchmark", html, (STYLE,), (("skin.svg", DRAWING.encode()),), title="A handout", min_size_pt=12, max_size_pt=12)


def alone(job: Job) -> bytes:
    """Return the PDF that WeasyPrint makes of the job by itself."""
    fonts, size = open_fonts(job.families), size_of(job.paper)
    html = HTML(string=job.html, base_url=BASE_URL, url_fetcher=Fetcher(job.files))
    rules = f"@page {{ size: {size.width_mm}mm {size.height_mm}mm }} :root {{ --size: {job.min_size_pt}pt }}"
    sheets = [*(CSS(string=text, font_config=fonts) for text in job.stylesheets), CSS(string=rules)]
    document = html.render(fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def seconds(action: object) -> float:
    """Return how much processor time ``action`` takes, which other programs on the machine disturb less than the clock."""
    assert callable(action)
    gc.collect()  # the last document's waste belongs to the last document
    start = process_time()
    action()
    return process_time() - start


def main(rounds: int) -> int:
    """Print both medians and their ratio; return 1 where the press costs more than `LIMIT` allows."""
    job = handout()
    print_job(job), alone(job)  # warm both
    pairs = [(seconds(lambda: print_job(job)), seconds(lambda: alone(job))) for _ in range(rounds)]
    ours, theirs = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[0] / pair[1] for pair in pairs)
    print(f"print_job {ours * 1000:.0f} ms, WeasyPrint alone {theirs * 1000:.0f} ms, ratio {ratio:.3f} (at most {LIMIT:.2f})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))

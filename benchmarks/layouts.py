"""Each layout of the shipped guide: what the press adds to WeasyPrint, and the whole command beside Chromium and Typst.

The press against WeasyPrint alone, in turn, warm, with the same HTML, style sheets, ``@page`` rules, fonts, type size and PDF variant.
The press fits the text, compares words, looks at every glyph, mends the text layer and imposes. Chromium prints the same HTML. Typst,
which reads no HTML, sets the same words with headings and lists only (the command ``typst``, or its Python package beside a ``python``).
"""

import gc
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time

from lxml import html as lxml_html
from measure import ROOT, Row, compared, cost, main
from weasyprint import CSS, HTML

from publish.edition.compose import compose
from publish.edition.layout.spec import layout_specs
from publish.edition.request import Request
from publish.press import Job, print_job, warm_up
from publish.press.engine.fetch import BASE_URL, Fetcher
from publish.press.engine.fonts import open_fonts
from publish.press.sheets.page_setup import page_setup
from publish.project import Workspace, now
from publish.release.making.inputs import job_of
from publish.release.plan import Selection, plan

QUIET_BROWSER = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
MARKS = {"h1": "= ", "h2": "== ", "h3": "=== ", "h4": "==== ", "li": "- ", "p": "", "td": "", "th": "", "figcaption": ""}
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def rows(quick: bool) -> Iterator[Row]:
    """Yield the rows of each layout."""
    workspace, today = Workspace(ROOT), now().date()
    snapshot = workspace.snapshot()
    warm_up()
    for name, spec in layout_specs(snapshot).items():
        request = plan(snapshot, Selection(locales=("es" if spec.bilingual else "en",), layouts=(name,)))[0]
        job = job_of(request, compose(snapshot, request, today=today)) if spec.kind == "pdf" else None
        if job:
            yield _press(job, 2 if quick else 5)
        yield from _commands(request, job, 1 if quick else 3, today)


def _press(job: Job, runs: int) -> Row:
    """Return the row of the press against WeasyPrint alone."""
    printed = print_job(job)
    alone(job, printed.size_pt)
    pairs = [(seconds(lambda: print_job(job)), seconds(lambda: alone(job, printed.size_pt))) for _ in range(runs)]
    note = f"{printed.pages} pages at {printed.size_pt:g} pt, warm"
    return compared(f"press, {job.layout}", pairs, "WeasyPrint alone, once", "≤ 1.10" if job.layout == "handout" else "", note)


def alone(job: Job, size_pt: float) -> bytes:
    """Return the PDF that WeasyPrint makes of the job by itself, at the size that fits."""
    fonts = open_fonts(job.families)
    html = HTML(string=job.html, base_url=BASE_URL, url_fetcher=Fetcher(job.files))
    sheets = [CSS(string=text, font_config=fonts) for text in (*job.stylesheets, _rules(job, size_pt))]
    pdf: bytes = html.render(fonts, stylesheets=sheets, pdf_variant="pdf/ua-1").write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _rules(job: Job, size_pt: float) -> str:
    return f"{page_setup(job).rules} :root {{ --size: {size_pt}pt }}"


def seconds(action: Callable[[], object]) -> float:
    """Return how much processor time ``action`` takes."""
    gc.collect()  # what the last document has left belongs to the last document
    start = process_time()
    action()
    return process_time() - start


def _commands(request: Request, job: Job | None, runs: int, today: date) -> Iterator[Row]:
    """Yield the rows of ``publish build`` of one output, as a whole process, against the commands that are installed."""
    what = f"build of one {request.layout}"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paper = ("--paper", request.paper) if request.paper else ()
        chosen = ("--locale", request.locale, "--layout", request.layout, *paper, "--output", str(folder / "dist"))
        ours = [sys.executable, "-m", "publish", "-C", str(ROOT), "build", "--jobs", "1", "--fresh", *chosen]
        peers = _peers(job, folder) if job else {}
        if not peers:
            yield Row(what, min(cost(*ours).processor_s for _ in range(runs)))
        for peer, command in peers.items():
            pairs = [(cost(*ours).processor_s, cost(*command).processor_s) for _ in range(runs)]
            yield compared(what, pairs, peer)


def _peers(job: Job, folder: Path) -> dict[str, list[str]]:
    """Write what the peers read, and return their commands."""
    for name, data in job.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    style = "\n".join((*job.stylesheets, _rules(job, job.max_size_pt)))
    (folder / "page.html").write_text(job.html.replace("</head>", f"<style>{style}</style></head>"), encoding="utf-8")
    (folder / "page.typ").write_text(typst_source(job), encoding="utf-8")
    found, page, source, pdf = {}, (folder / "page.html").as_uri(), str(folder / "page.typ"), str(folder / "peer.pdf")
    if chromium := shutil.which("chromium") or shutil.which("google-chrome"):
        found["Chromium, the same HTML"] = [chromium, *QUIET_BROWSER, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", page]
    if job.layout == "handout" and (command := _typst(source, pdf)):
        found["Typst, the same words"] = command
    return found


def _typst(source: str, pdf: str) -> list[str] | None:
    if command := shutil.which("typst"):
        return [command, "compile", source, pdf]
    pythons = filter(None, (shutil.which("python"), sys.executable))
    has_it = (each for each in pythons if not subprocess.run([each, "-c", "import typst"], capture_output=True).returncode)
    python = next(has_it, None)
    return [python, "-c", TYPST, source, pdf] if python else None


def typst_source(job: Job) -> str:
    """Return the words of the job for Typst: its headings, paragraphs, list items and cells, each as a literal string."""
    page = lxml_html.fromstring(job.html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    blocks = (each for each in page.iter(*MARKS) if not any(inner.tag in MARKS for inner in each.iterdescendants()))
    texts = ((MARKS[each.tag], " ".join(each.text_content().split())) for each in blocks)
    lines = (f"{mark}#{_quoted(text)}" for mark, text in texts if text)
    return "\n\n".join((f'#set page(paper: "a4")\n#set text(font: "Noto Sans", size: {job.max_size_pt}pt)', *lines)) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main(rows, __doc__)

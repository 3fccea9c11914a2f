"""Page setup of a job: the size of its pages, the panels it must fill, and how the pages will lie on sheets."""

from collections import Counter
from dataclasses import dataclass

from publish.press.findings import output_name
from publish.press.job import Job
from publish.press.sheets.geometry import BOOKLET, Fold, booklet_fold, fold_of, single_pages
from publish.press.sheets.marks import BLEED_MM
from publish.press.sheets.paper import Size, size_of
from publish.project import problem

# The name of pages on their side, for what is too wide for the others.
ROTATED = "rotated"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """What the paper and the fold of a job ask of its pages.

    ``rules`` are the ``@page`` rules, as CSS. ``page`` is the size of a page; of the first panel where panels differ.
    ``names`` are the panels to fill, in reading order, ``None`` where pages have no names. ``fold`` is the folded sheet of
    named panels, ``booklet_paper`` the paper of a booklet; single pages have neither.
    """

    rules: str
    page: Size
    names: tuple[str, ...] | None = None
    fold: Fold | None = None
    booklet_paper: str | None = None
    direction: str = "ltr"

    @property
    def folds(self) -> bool:
        """Whether several pages share a sheet."""
        return bool(self.fold or self.booklet_paper)

    def sheets(self, pages: int) -> Fold:
        """Return how ``pages`` pages lie on sheets; without a fold each page is a sheet."""
        if self.booklet_paper:
            return booklet_fold(self.booklet_paper, pages, self.direction)
        return self.fold or single_pages(self.page, pages)


def page_setup(job: Job) -> PageSetup:
    """Return the page setup of ``job``.

    Raises `UsageError` (``unknown-fold``, ``unknown-paper``), and `PublishError` (``panels-wrong``) where the layout names other panels.
    """
    if job.fold is None:
        page = size_of(job.paper, job.orientation)
        return PageSetup(_bleed_rules(job) + _page_rule(page) + _page_rule(page.rotated(), f" {ROTATED}"), page)
    if job.fold == BOOKLET:
        page = booklet_fold(job.paper, 1).panels[0].size
        return PageSetup(_bleed_rules(job) + _page_rule(page), page, booklet_paper=job.paper, direction=job.direction)
    fold = fold_of(job.fold, job.paper, job.direction, job.stock)
    _check_panels(job, fold)
    return PageSetup(_bleed_rules(job) + panel_rules(fold), fold.panels[0].size, fold.names, fold)


def panel_rules(fold: Fold) -> str:
    """Return the ``@page`` rules that give each panel its size, by its page name and its number among the pages of that name."""
    rules, counts = [_page_rule(fold.panels[0].size)], Counter[str]()
    for panel in fold.panels:
        counts[panel.name] += 1
        nth = f":nth({counts[panel.name]} of {panel.name})" if counts[panel.name] > 1 else ""
        rules.append(_page_rule(panel.size, f" {panel.name}{nth}"))
    return "\n".join(rules)


def _bleed_rules(job: Job) -> str:
    """Return the rules that add the bleed for a print shop. Style sheets extend what runs off the paper by ``--bleed``, otherwise 0."""
    return "@page { bleed: %gmm !important }\n:root { --bleed: %gmm }\n" % (BLEED_MM, BLEED_MM) if job.for_press else ""


def _page_rule(size: Size, selector: str = "") -> str:
    return f"@page{selector} {{ size: {size.width_mm:.4f}mm {size.height_mm:.4f}mm !important }}"


def _check_panels(job: Job, fold: Fold) -> None:
    if job.panels and Counter(job.panels) != Counter(fold.names):
        raise problem(
            "panels-wrong",
            f"{output_name(job)}: a {job.fold} fold has the panels {' '.join(fold.names)}, but the layout lists {' '.join(job.panels)}",
            hint="correct “panels” in the layout's layout.toml",
        )

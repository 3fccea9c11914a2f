"""The plan of an output: how large its pages are, which it may have, and how they will lie on sheets."""

from collections import Counter
from dataclasses import dataclass

from publish.press.engine.warnings import described
from publish.press.job import Job
from publish.press.sheets.geometry import BOOKLET, Fold, booklet, fold_of, singles
from publish.press.sheets.marks import BLEED_MM
from publish.press.sheets.paper import Size, size_of
from publish.project import problem


@dataclass(frozen=True, slots=True)
class Plan:
    """``rules`` are the ``@page`` rules; ``names`` the panels to fill in reading order, ``None`` where any pages will do.

    ``page`` is the size of a page, of the first panel where they differ. ``fold`` is the folded sheet of named panels,
    ``booklet_paper`` the paper of a booklet; single pages have neither.
    """

    rules: str
    page: Size
    names: tuple[str, ...] | None = None
    fold: Fold | None = None
    booklet_paper: str | None = None
    direction: str = "ltr"

    @property
    def folds(self) -> bool:
        """Whether pages and sheets differ."""
        return bool(self.fold or self.booklet_paper)

    def sheets(self, pages: int) -> Fold:
        """Return how ``pages`` pages lie on sheets; without a fold each page is a sheet."""
        if self.booklet_paper:
            return booklet(self.booklet_paper, pages, self.direction)
        return self.fold or singles(self.page, pages)


def plan_of(job: Job) -> Plan:
    """Return the plan of ``job``; raises `PublishError` where fold, paper or panels do not exist."""
    # What a layout lets run to the edge of the paper runs on by --bleed; elsewhere the style sheets take it as nothing.
    bleed = "@page { bleed: %gmm !important }\n:root { --bleed: %gmm }\n" % (BLEED_MM, BLEED_MM) if job.for_press else ""
    if job.fold is None:
        page = size_of(job.paper, job.orientation)
        return Plan(bleed + _page(page), page)
    if job.fold == BOOKLET:
        page = booklet(job.paper, 4).panels[0].size
        return Plan(bleed + _page(page), page, booklet_paper=job.paper, direction=job.direction)
    fold = fold_of(job.fold, job.paper, job.direction, job.stock)
    if job.panels and Counter(job.panels) != Counter(fold.names):
        raise problem(
            "panels-wrong",
            f"{described(job)}: a {job.fold} fold has the panels {' '.join(fold.names)}, the layout names {' '.join(job.panels)}",
            hint="mend “panels” in the layout's layout.toml",
        )
    return Plan(bleed + panel_rules(fold), fold.panels[0].size, fold.names, fold)


def panel_rules(fold: Fold) -> str:
    """Return the ``@page`` rules that give each panel its size: a page name, and its place among the pages of that name."""
    rules, seen = [_page(fold.panels[0].size)], Counter[str]()
    for panel in fold.panels:
        seen[panel.name] += 1
        nth = f":nth({seen[panel.name]} of {panel.name})" if seen[panel.name] > 1 else ""
        rules.append(_page(panel.size, f" {panel.name}{nth}"))
    return "\n".join(rules)


def _page(size: Size, selector: str = "") -> str:
    return f"@page{selector} {{ size: {size.width_mm:.4f}mm {size.height_mm:.4f}mm !important }}"

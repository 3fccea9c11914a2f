"""The plan of an output: how large its pages are, which it may have, and how they will lie on sheets."""

from collections import Counter
from dataclasses import dataclass

from publish.press.folds import BOOKLET, Fold, booklet, fold_of
from publish.press.job import Job
from publish.press.paper import Size, size_of
from publish.press.trouble import described
from publish.project import problem


@dataclass(frozen=True, slots=True)
class Plan:
    """``rules`` are the ``@page`` rules; ``names`` the panels to fill in reading order, ``None`` where any pages will do.

    ``fold`` is the folded sheet of named panels, ``paper`` the paper of a booklet; single pages have neither.
    """

    rules: str
    names: tuple[str, ...] | None = None
    fold: Fold | None = None
    paper: str | None = None
    direction: str = "ltr"

    def fold_for(self, pages: int) -> Fold | None:
        """Return how ``pages`` pages lie on sheets, ``None`` where each page is a sheet."""
        return booklet(self.paper, pages, self.direction) if self.paper else self.fold


def plan_of(job: Job) -> Plan:
    """Return the plan of ``job``; raises `PublishError` where fold, paper or panels do not exist."""
    if job.fold is None:
        return Plan(_page(size_of(job.paper, job.orientation)))
    if job.fold == BOOKLET:
        page = booklet(job.paper, 4).panels[0].size
        return Plan(_page(page), paper=job.paper, direction=job.direction)
    fold = fold_of(job.fold, job.paper, job.direction, job.stock)
    if job.panels and Counter(job.panels) != Counter(fold.names):
        raise problem(
            "panels-wrong",
            f"{described(job)}: a {job.fold} fold has the panels {' '.join(fold.names)}, the layout names {' '.join(job.panels)}",
            hint="mend “panels” in the layout's layout.toml",
        )
    return Plan(panel_rules(fold), fold.names, fold)


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

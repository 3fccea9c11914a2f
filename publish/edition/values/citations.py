"""Number citations in the order in which they appear, and list their references."""

from dataclasses import dataclass, field

from markupsafe import Markup

from publish.edition.values.locale_info import LocaleInfo
from publish.guide import Reference


@dataclass(frozen=True, slots=True)
class CitedReference:
    """One entry of the list of references. ``number`` is as the page counts, ``label`` in the locale's digits."""

    number: int
    label: str
    reference: Reference
    cited: bool

    @property
    def anchor(self) -> str:
        """The id of the entry."""
        return f"ref-{self.number}"

    @property
    def address(self) -> str:
        """The web address of the source, empty if it has none."""
        doi = self.reference.doi
        return f"https://doi.org/{doi}" if doi else self.reference.url or ""


@dataclass(slots=True)
class Citations:
    """Number references as they are cited while a page is printed.

    The footnotes of the guide, ``notes`` in number, have the first numbers: the same mark must not lead to two places.
    """

    references: tuple[Reference, ...]
    language: LocaleInfo
    listed: bool
    order: list[str] = field(default_factory=list)
    notes: int = 0

    def cite(self, name: str) -> str | None:
        """Return the mark of one citation: a raised number that links to the list, or nothing where the layout lists none.

        Returns None for an id that guide.toml does not have.
        """
        if name not in {reference.id for reference in self.references}:
            return None
        if not self.listed:
            return ""
        if name not in self.order:
            self.order.append(name)
        number = self.notes + self.order.index(name) + 1
        mark = Markup('<sup class="cite"><a href="#ref-{}">{}</a></sup>')
        return str(mark.format(number, self.language.numerals(str(number))))

    def sources(self) -> tuple[CitedReference, ...]:
        """Return the references: those cited in the order of their numbers, then the others; none where the layout lists none."""
        if not self.listed:
            return ()
        known = {reference.id: reference for reference in self.references}
        names = [*self.order, *(name for name in known if name not in self.order)]
        numbered = enumerate(names, self.notes + 1)
        return tuple(
            CitedReference(number, self.language.numerals(str(number)), known[name], name in self.order) for number, name in numbered
        )

"""Write the parts of a page that a guide only names, as HTML: its facts (typed values), citations and pictures, and runs of text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from publish.edition.layout.typography import Typography
from publish.edition.pictures.place import Pictures
from publish.edition.problems import Problems
from publish.edition.typesetting.gaps import gap, picture_gap
from publish.edition.typesetting.inline import attribute, ltr, mark_line_breaks, prose
from publish.edition.values.citations import Citations
from publish.edition.values.clinic import KEYS, Clinic
from publish.edition.values.facts import fact_text, quantity_in_form, unknown_units
from publish.edition.values.locale_info import LocaleInfo
from publish.guide import FactValue, Front, Guide, Hooks, Message, Quantity
from publish.guide.tree import Forms
from publish.project import Finding, PublishError, Severity
from publish.text.suggest import did_you_mean

# A line to write on by hand, where the clinic's file does not give a value.
BLANK = Markup('<span class="blank">{}</span>').format("\u00a0" * 24)


@dataclass(frozen=True, slots=True)
class Filling:
    """The values for one page, and the functions that print them as HTML; what is missing is reported to ``problems``.

    ``clinic_chosen`` tells whether the output is of a clinic, whose file may be broken.
    ``keep_words`` keeps the letters of a Korean word together in print; a browser does that by itself.
    """

    file: str
    guide: Guide
    front: Front
    clinic: Clinic
    language: LocaleInfo
    source: LocaleInfo
    typography: Typography
    citations: Citations
    pictures: Pictures
    problems: Problems
    keep_words: bool
    clinic_chosen: bool = True

    def hooks(self) -> Hooks:
        """Return the hooks that print the guide with these values."""
        translated = self.language.locale != self.source.locale
        return Hooks(
            text=self.text,
            fact=self.fact,
            fact_in_form=self.fact_in_form,
            address=self.address,
            citation=self.citation,
            image=self.image,
            figure=self.figure,
            source_language=self.source.tag if translated else None,
            source_direction=self.source.direction,
            message_marks=True,
        )

    def text(self, words: str) -> Markup:
        """Return words as HTML in the reader's language."""
        rtl, whole_words = self.language.rtl, self.typography.whole_words
        # A browser finds places for line breaks by itself, and what is copied from a web page should be plain text.
        if self.pictures.inside:
            return prose(words, rtl, self.keep_words, tuple(word for word in whole_words if "-" in word))
        words = mark_line_breaks(words, not rtl and not self.typography.part_long_words, whole_words)
        return prose(words, rtl, self.keep_words, whole_words)

    def fact(self, name: str) -> Markup:
        """Return the fact ``name``; an unknown one (``unknown-fact``, ``unknown-unit``) is reported, and its name is printed."""
        return self._clinic(name) if name.startswith("clinic.") else self._guide_fact(name)

    def fact_in_form(self, name: str, forms: Forms) -> Markup | None:
        """Return the fact ``name`` in one of the ``forms`` of a translation; None if it is no quantity."""
        value = None if name.startswith("clinic.") else self._value(name)
        text = quantity_in_form(value, forms, self.language, self.typography.range) if value else None
        return None if text is None else self.text(text)

    def address(self, name: str) -> str | None:
        """Return the fact ``name`` of the clinic as part of an address, empty and reported (``clinic-missing``) if the clinic has none.

        Returns None for facts of the guide. A telephone is dialled as the whole world dials it, however it is printed.
        """
        if not name.startswith("clinic."):
            return None
        key = name.removeprefix("clinic.")
        phone = self.clinic.phone_of(key)
        value = phone.dial if phone else self.clinic.value(key)
        if not value and (self.clinic != Clinic() or not self.clinic_chosen):
            self._report_missing(name, "a link needs it")
        return value or ""

    def _guide_fact(self, name: str) -> Markup:
        value = self._value(name)
        text = fact_text(value, self.language, self.typography.range) if value else None
        if text is not None:
            return self.text(text)
        if value:
            self.problems.report(unknown_units({name: value}, self._toml))
        elif name not in self.front.facts:
            hint = did_you_mean(name, sorted(self.front.facts), f"add {name} to [facts] in guide.toml, or correct the name")
            self._report_unknown("fact", name, f"{{{name}}}", hint)
        return gap(f"{{{name}}}")

    def citation(self, name: str) -> str:
        """Return the mark of a citation; an unknown one (``unknown-citation``) is reported, and its name is printed."""
        mark = self.citations.cite(name)
        if mark is None:
            then = f"add it to [[references]] in guide.toml with id = “{name}”, or correct the name"
            hint = did_you_mean(name, sorted(reference.id for reference in self.front.references), then)
            self._report_unknown("citation", name, f"[^{name}]", hint)
            return gap(f"[^{name}]")
        return mark

    def image(self, src: str, alt: str, title: str) -> Markup:
        """Return a picture within text."""
        return self._placed(src, alt)

    def figure(self, src: str, alt: str, title: str, messages: str) -> Markup:
        """Return a picture of its own, with its caption and the marks of its ``messages``."""
        caption = Markup("<figcaption>{}</figcaption>").format(self.text(title)) if title else ""
        marks = Markup(' data-message="{}"').format(messages) if messages else ""
        return Markup("<figure{}>{}{}</figure>").format(marks, self._placed(src, alt), caption)

    @property
    def _toml(self) -> str:
        return self.file.replace("guide.md", "guide.toml")

    def _placed(self, src: str, alt: str) -> Markup:
        try:
            return self.pictures.image(src, attribute(alt, self.language.rtl))
        except PublishError as error:
            self.problems.report(self._located(finding, src) for finding in error.findings)
            return picture_gap(alt)

    def _value(self, name: str) -> FactValue | None:
        """Return the price of the clinic, else the fact of the guide.

        Nobody signs the file of a clinic: it must not set a fact that is no price (``price-unfit``).
        """
        price, fact = dict(self.clinic.prices).get(name), self.front.facts.get(name)
        if price and fact and not (isinstance(fact, Quantity) and fact.currency):
            message = f"the clinic's price “{name}” would replace a fact that is not a price"
            hint = "give the price another name in the clinic's file"
            self.problems.report([Finding(Severity.ERROR, "price-unfit", message, file="source/clinics", hint=hint)])
            return None
        return price or fact

    def _clinic(self, name: str) -> Markup:
        value = self.clinic.value(name.removeprefix("clinic."))
        if not self.clinic_chosen:
            self._report_missing(name, "no clinic is chosen")
            return gap(f"{{{name}}}")
        if value is None:
            known = [f"clinic.{key}" for key in (*KEYS, *(f"phone.{phone.key}" for phone in self.clinic.phones if phone.name))]
            self._report_unknown("fact", name, f"{{{name}}}", did_you_mean(name, known, f"the clinic has {', '.join(known)}"))
            return gap(f"{{{name}}}")
        if not value:
            return BLANK
        if name in ("clinic.name", "clinic.address"):
            return self.text(value)
        shown = ltr(value, whole=True)
        phone = self.clinic.phone_of(name.removeprefix("clinic.")) if self.pictures.inside else None
        return Markup('<a href="tel:{}">{}</a>').format(phone.dial, shown) if phone else shown

    def _report_missing(self, name: str, reason: str) -> None:
        message = f"the guide names “{name}”, but {reason}"
        if self.clinic_chosen:
            message = f"the clinic has no “{name.removeprefix('clinic.')}”, and {reason}"
        hint = "choose a clinic with --clinic, or as “clinic” in source/project.toml; its file needs what the guide names"
        finding = Finding(Severity.ERROR, "clinic-missing", message, file=self.file, hint=hint)
        self.problems.report([self._located(finding, f"{{{name}}}")])

    def _report_unknown(self, kind: str, name: str, written: str, hint: str) -> None:
        if not self.front.edition:  # guide.toml could not be read, which is reported: nothing in it is known
            return
        finding = Finding(Severity.ERROR, f"unknown-{kind}", f"there is no {kind} “{name}”", file=self.file, hint=hint)
        self.problems.report([self._located(finding, written)])

    def _located(self, finding: Finding, written: str) -> Finding:
        """Return ``finding`` with the message that holds ``written``, the heading above it, and the locale."""
        message = _holder(self.guide, written)
        return replace(
            finding,
            anchor=message.reference.lstrip("#") or None if message else None,
            locale=self.language.locale,
            msgid=message.msgid if message else None,
        )


def _holder(guide: Guide, written: str) -> Message | None:
    """Return the message in whose text or translation ``written`` stands: a translation may have renamed a fact."""
    name = written.strip("{}[]^")
    for block in guide.walk():
        for text in block.texts:
            if text.message and (written in text.message.msgid or name in _names(text.inlines)):
                return text.message
        if block.literal == written:
            return next((text.message for text in block.texts if text.message), None)
    return None


def _names(nodes: Iterable[object]) -> Iterator[str]:
    for node in nodes:
        yield from (value for key in ("name", "id", "src") if isinstance(value := getattr(node, key, None), str))
        yield from _names(getattr(node, "children", ()))

"""What an edition puts into a guide while it is printed: facts, citations, pictures, runs of the other direction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.units import UnknownUnitError
from markupsafe import Markup

from publish.edition.layout.typography import Typography
from publish.edition.passes.inline import attribute, ltr, prose, tied
from publish.edition.pictures.place import Pictures
from publish.edition.values.citations import Citations
from publish.edition.values.clinic import Clinic, dialled
from publish.edition.values.facts import fact_text, unknown_units
from publish.edition.values.language import Language
from publish.guide import FactValue, Front, Guide, Hooks, Message, Quantity
from publish.project import PublishError, problem

# Room to write by hand what no clinic has filled in.
BLANK = Markup('<span class="blank">{}</span>').format("\u00a0" * 24)


@dataclass(frozen=True, slots=True)
class Filling:
    """The values for one page. ``keep_words`` holds Korean words together in print; a browser does it by itself."""

    file: str
    guide: Guide
    front: Front
    clinic: Clinic
    language: Language
    source: Language
    typography: Typography
    citations: Citations
    pictures: Pictures
    keep_words: bool

    def hooks(self) -> Hooks:
        """Return the hooks that print the guide with these values."""
        translated = self.language.locale != self.source.locale
        return Hooks(
            text=self.text,
            fact=self.fact,
            citation=self.citation,
            image=self.image,
            figure=self.figure,
            source_language=self.source.tag if translated else None,
            source_direction=self.source.direction,
            message_marks=True,
        )

    def text(self, words: str) -> Markup:
        """Return words as HTML in the reader's language."""
        # A browser finds words by itself, and what is copied from a web page should be plain text.
        rtl = self.language.rtl
        return prose(words if self.pictures.inside else tied(words, not rtl and not self.typography.part_long_words), rtl, self.keep_words)

    def fact(self, name: str) -> Markup:
        """Return the fact ``name``; raises `PublishError` (``unknown-fact``, ``unknown-unit``)."""
        if name.startswith("clinic."):
            return self._clinic(name)
        value = self._value(name)
        if value is None:
            raise self._unknown("fact", name, f"{{{name}}}", f"add {name} to [facts] in guide.toml, or mend the name")
        try:
            return self.text(fact_text(value, self.language, self.typography.range))
        except UnknownUnitError as error:
            raise next(unknown_units({name: value}, self._toml)) from error

    def citation(self, name: str) -> str:
        """Return the mark of a citation; raises `PublishError` (``unknown-citation``)."""
        try:
            return self.citations.cite(name)
        except KeyError as error:
            hint = f"add it to [[references]] in guide.toml with id = “{name}”, or mend the name"
            raise self._unknown("citation", name, f"[^{name}]", hint) from error

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
            raise self._located(error, src) from error

    def _value(self, name: str) -> FactValue | None:
        """Return the clinic's own price, else the guide's fact. Nobody signs a clinic's file: it may set no other fact."""
        price, fact = dict(self.clinic.prices).get(name), self.front.facts.get(name)
        if price and fact and not (isinstance(fact, Quantity) and fact.currency):
            message = f"the clinic's price “{name}” would take the place of a fact that is no price"
            raise problem("price-unfit", message, file="source/clinics", hint="give the price another name in the clinic's file")
        return price or fact

    def _clinic(self, name: str) -> Markup:
        value = self.clinic.value(name.removeprefix("clinic."))
        if value is None:
            raise self._unknown("fact", name, f"{{{name}}}", "use clinic.name, clinic.phone, clinic.emergency, clinic.email, clinic.web …")
        if not value:
            return BLANK
        if name in ("clinic.name", "clinic.address"):
            return self.text(value)
        shown = ltr(value, whole=True)
        on_a_phone = self.pictures.inside and name in ("clinic.phone", "clinic.emergency")
        return Markup('<a href="tel:{}">{}</a>').format(dialled(value), shown) if on_a_phone else shown

    def _unknown(self, kind: str, name: str, written: str, hint: str) -> PublishError:
        message = f"there is no {kind} “{name}”"
        return self._located(problem(f"unknown-{kind}", message, file=self.file, hint=hint), written)

    def _located(self, error: PublishError, written: str) -> PublishError:
        """Return ``error`` with the message that holds ``written``, the heading above it, and the locale."""
        found, message = error.findings[0], _holder(self.guide, written)
        return problem(
            found.code,
            found.message,
            file=found.file,
            anchor=message.reference.lstrip("#") or None if message else None,
            locale=self.language.locale,
            msgid=message.msgid if message else None,
            hint=found.hint,
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

"""Record the texts that a page has beside the guide: of the clinic, dates, languages, references, the edition code."""

from collections.abc import Iterator
from datetime import date

from publish.edition.layout.page import Page
from publish.edition.passes.tree import parse_fragment, text_of_element
from publish.edition.provenance.ledger import Ledger
from publish.guide import Credit, Reference

# English words that layouts print on a draft beside those in the reader's language.
DRAFT_WORDS = ("DRAFT", "DRAFT.", "Out of date.")


def record_values(page: Page, ledger: Ledger) -> None:
    """Record in ``ledger`` what a template can print of ``page``."""
    ledger.add_values(_texts(page))
    ledger.add_pictures((page.logo, page.qr, page.motif, page.title))
    ledger.links |= set(filter(None, _links(page)))
    ledger.directions |= {page.language.direction, *([page.source.direction] if page.layout.bilingual else [])}
    ledger.languages |= {page.language.tag, *([page.source.tag] if page.layout.bilingual else [])}
    ledger.starts |= {"1"}
    ledger.claims |= _claims(page)


def _claims(page: Page) -> dict[str, str]:
    """Return what alone may fill the field of a message of the layouts that says who reviewed a guide, or when."""
    front = page.front
    days = {"Last reviewed": page.reviewed, "Published": front.published, "Next review": front.next_review}
    dates = {f"{name}: %(date)s.": page.language.date(day) if day and day > date.min else "" for name, day in days.items()}
    return {**dates, "Reviewed by %(name)s.": page.reviewer or ""}


def _links(page: Page) -> Iterator[str]:
    """Yield the addresses to which a template may lead: those of the clinic, of the references, and of this page in other languages."""
    clinic = page.clinic
    yield from (page.web_address, page.qr_address, clinic.web, clinic.guides)
    yield from (f"tel:{phone.dial}" for phone in (*clinic.phones, *([clinic.urgent] if clinic.urgent else [])))
    yield from (f"mailto:{address}" for address in (clinic.email, clinic.feedback) if address)
    yield from (_address(reference) for reference in page.front.references)
    for folder in ("..", page.web_folder):
        yield from (f"{folder}/{language.locale}/{page.web_file}" for language in page.languages)


def _address(reference: Reference) -> str:
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.url or ""


def _texts(page: Page) -> Iterator[str]:
    yield from (page.title_text, page.source_title, text_of_element(parse_fragment(page.title)), page.description, page.code)
    yield from (name for language in (page.language, page.source, *page.languages) for name in (language.native, language.english))
    clinic = page.clinic
    yield from (clinic.name, *clinic.address, clinic.phone, clinic.emergency, clinic.email, clinic.feedback, clinic.web, clinic.guides)
    yield from (text for phone in clinic.phones for text in (phone.name, phone.shown, f"{phone.name} {phone.shown}"))
    yield from (text for row in page.hours for text in (*row, "".join(row)))
    front = page.front
    yield from (page.qr_shown, page.reviewer or "", front.author or "", front.edition)
    days = (front.published, front.next_review, page.reviewed)
    yield from (page.language.date(day) for day in days if day and day > date.min)
    yield from _credit(front.credit)
    yield from (text for reference in front.references for text in _reference(reference))
    yield from DRAFT_WORDS


def _credit(credit: Credit | None) -> Iterator[str]:
    if credit:
        yield from (text for text in (credit.title, credit.author, credit.reviewer) if text)


def _reference(reference: Reference) -> Iterator[str]:
    address = _address(reference)
    shown = address.removeprefix("https://")
    yield from (reference.text, address, shown, reference.text + address, reference.text + shown)

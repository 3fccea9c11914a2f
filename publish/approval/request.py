"""Validate a request to sign: its locale, role, name, origin and guides, and that nobody revises their own translation."""

import unicodedata

from publish.approval.people import Likeness, likeness
from publish.approval.signatures import MACHINE, ORIGINS, REVISER, TRANSLATOR, LocaleSignatures, Signature
from publish.catalog.locales import known_locale
from publish.catalog.store import has_locale
from publish.catalog.template import LAYOUTS_LOCALE, printed_domains, workspace_locales
from publish.po.model import Entry
from publish.project import ROLES, PublishError, Snapshot, misuse, problem
from publish.text.bidi import is_direction_control
from publish.text.suggest import choose_from
from publish.text.zero_width import strip_ignorable

_JOINERS = "\u200c\u200d"  # they shape the letters of names in Persian and in the languages of India
_EXCLUSIVE_ROLES = {REVISER: TRANSLATOR, TRANSLATOR: REVISER}  # one person may have only one of the two (ISO 17100, 5.3.3)


def check_request(snapshot: Snapshot, locale: str, role: str, by: str, origin: str, chosen: tuple[str, ...]) -> None:
    """Raise `UsageError` if the locale, role, name or origin cannot be signed with, or one of the ``chosen`` domains does not exist."""
    known_locale(locale)
    if locale not in (*workspace_locales(snapshot), LAYOUTS_LOCALE) and not has_locale(snapshot, locale):
        message = f"there are no catalogs of “{locale}”"
        raise misuse("locale-missing", message, locale=locale, hint=f"create them: publish init {locale}")
    if role not in ROLES:
        message = f"“{role}” is not a role"
        raise misuse("unknown-role", message, hint=choose_from(role, ROLES))
    if not any(map(str.isalpha, by)) or any(_is_hidden(character) for character in single_line(by)):
        message = "a signature needs a name that contains letters and no invisible characters"
        hint = "state who signs: --by NAME"
        raise misuse("name-missing", message, hint=hint)
    if origin not in ORIGINS or (origin == MACHINE and role != TRANSLATOR):
        message = f"the origin of a {role}'s work cannot be “{origin}”"
        hint = "only a translation can come from a machine"
        raise misuse("origin-wrong", message, hint=hint)
    for domain in chosen:
        if domain not in printed_domains(snapshot):
            message = f"there is no guide “{domain}”"
            raise misuse("unknown-guide", message, hint=choose_from(domain, printed_domains(snapshot)))


def refuse_blank_letters(by: str) -> None:
    """Raise `UsageError` (``name-missing``) if a character of the name prints nothing, such as U+3164.

    Call it after `own_work`, which compares names without such characters, and says more.
    """
    blank = [f"U+{ord(character):04X}" for character in by if character not in _JOINERS and not strip_ignorable(character)]
    if blank:
        message = f"the name “{by}” contains the invisible character {blank[0]}"
        raise misuse("name-missing", message, hint="type the name again: --by NAME")


def own_work(signatures: LocaleSignatures, entry: Entry, domain: str, signer: Signature) -> Signature | None:
    """Return the signature because of which ``signer`` cannot sign ``entry`` as translator or reviser; None if there is none.

    It is one in the other of the two roles that the same person may have given.
    """
    other = _EXCLUSIVE_ROLES.get(signer.role)
    return next((each for each in signatures.given_to(entry, domain) if each.role == other and signer.may_be_by(each)), None)


def own_work_error(entry: Entry, signer: Signature, given: Signature, locale: str) -> PublishError:
    """Return the error ``reviser-is-translator`` for a text that ``signer`` cannot sign because of the signature ``given``."""
    message = f"{given.by} has signed this text as {given.role}: the {signer.role} must be another person"
    hint = "let a second person sign; if two people have one name, let the second add a middle name or a second surname"
    if likeness(given.by, signer.by) is Likeness.SIMILAR:
        message = f"{given.by} has signed this text as {given.role}, and “{signer.by}” may be the same person under a similar name"
        hint = f'let a second person sign; if they are two people, confirm it: --different-from "{given.by}"'
    return problem("reviser-is-translator", message, locale=locale, msgid=entry.msgid, hint=hint)


def check_different(by: str, others: tuple[str, ...]) -> None:
    """Raise `UsageError` (``names-alike``) if ``by`` cannot be told apart from one of ``others``, who is said to be another person."""
    for other in others:
        if likeness(by, other) is Likeness.SAME:
            message = f"“{by}” and “{other}” cannot be told apart on paper, so they count as one person"
            hint = "if they are two people, let one of them sign with a middle name or a second surname as well"
            raise misuse("names-alike", message, hint=hint)


def single_line(text: str) -> str:
    """Return ``text`` on one line, in NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_hidden(character: str) -> bool:
    """Tell whether a character could hide or reverse the text beside it, on a terminal or on paper."""
    return unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or is_direction_control(character)

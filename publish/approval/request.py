"""Validate a request to sign: its locale, role, name, origin and guides, and that nobody revises their own translation."""

import unicodedata

from publish.approval.people import name_key
from publish.approval.signatures import MACHINE, ORIGINS, REVISER, TRANSLATOR, LocaleSignatures
from publish.catalog.locales import known_locale
from publish.catalog.store import has_locale
from publish.catalog.template import LAYOUTS_LOCALE, domains
from publish.po.model import Entry
from publish.project import ROLES, PublishError, Snapshot, misuse, problem
from publish.text.bidi import is_direction_control
from publish.text.suggest import choose_from

_EXCLUSIVE_ROLES = {REVISER: TRANSLATOR, TRANSLATOR: REVISER}  # one person may have only one of the two (ISO 17100, 5.3.3)


def check_request(snapshot: Snapshot, locale: str, role: str, by: str, origin: str, chosen: tuple[str, ...]) -> None:
    """Raise `UsageError` if the locale, role, name or origin cannot be signed with, or one of the ``chosen`` domains does not exist."""
    known_locale(locale)
    if locale not in (*snapshot.settings.all_locales, LAYOUTS_LOCALE) and not has_locale(snapshot, locale):
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
        if domain not in domains(snapshot):
            message = f"there is no guide “{domain}”"
            raise misuse("unknown-guide", message, hint=choose_from(domain, domains(snapshot)))


def is_own_work(signatures: LocaleSignatures, entry: Entry, domain: str, role: str, by: str) -> bool:
    """Tell whether ``by`` cannot sign ``entry`` as translator or reviser, having signed it as the other of the two."""
    other = _EXCLUSIVE_ROLES.get(role)
    return any(each.role == other and name_key(each.by) == name_key(by) for each in signatures.given_to(entry, domain))


def own_work_error(entry: Entry, role: str, by: str, locale: str) -> PublishError:
    """Return the error ``reviser-is-translator`` for a text that ``by`` cannot sign as ``role``."""
    message = f"{by} has signed this text as {_EXCLUSIVE_ROLES[role]}: the {role} must be another person"
    hint = "let a second person sign"
    return problem("reviser-is-translator", message, locale=locale, msgid=entry.msgid, hint=hint)


def single_line(text: str) -> str:
    """Return ``text`` on one line, in NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_hidden(character: str) -> bool:
    """Tell whether a character could hide or reverse the text beside it, on a terminal or on paper."""
    return unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or is_direction_control(character)

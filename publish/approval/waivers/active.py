"""Find the waivers that count for the texts of a catalog as they are now."""

from collections.abc import Iterator
from dataclasses import dataclass

from publish.approval.signature_file import read_signatures
from publish.approval.signatures import TRANSLATOR, LocaleSignatures, text_digest
from publish.approval.waivers.rules import may_be_one_person, waiving_roles
from publish.approval.waivers.waiver_file import Waiver, read_waivers
from publish.catalog.store import load
from publish.catalog.template import is_critical, template
from publish.po.model import Entry
from publish.project import Snapshot, once


@dataclass(frozen=True, slots=True)
class ActiveWaiver:
    """A waiver that counts, and the text that it is for."""

    entry: Entry
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class LocaleWaivers:
    """The waivers and the signatures of one locale, by which waivers are judged."""

    waivers: tuple[Waiver, ...]
    signatures: LocaleSignatures

    def valid_for(self, entry: Entry, domain: str, *, is_critical: bool, signer: str = "") -> tuple[Waiver, ...]:
        """Return the waivers of ``entry``, as it is now, that count.

        A waiver does not count if the text has become critical and no clinician gave it, or if the person who gave it has signed the text
        as its translator. ``signer`` is somebody who is about to sign as translator.
        """
        given = [each for each in self.waivers if each.domain == domain and each.msgid == entry.msgid]
        if not given:
            return ()
        digest = text_digest(entry)
        translators = {each.by for each in self.signatures.given_to(entry, domain) if each.role == TRANSLATOR}
        translators |= {signer} if signer else set()
        return tuple(
            each
            for each in given
            if each.text == digest
            and each.role in waiving_roles(each.code, is_critical=is_critical)
            and not any(may_be_one_person(each.by, name, each.different_from) for name in translators)
        )


def waivers_of(snapshot: Snapshot, locale: str) -> LocaleWaivers:
    """Return the waivers of ``locale`` that were not revoked. Raises `PublishError` if its waivers or signatures cannot be read."""
    waivers = read_waivers(snapshot, locale)
    return LocaleWaivers(waivers, read_signatures(snapshot, locale) if waivers else LocaleSignatures({}, {}))


@once
def active_waivers(snapshot: Snapshot, locale: str, domain: str) -> tuple[ActiveWaiver, ...]:
    """Return the waivers that count for the current texts of ``domain`` in ``locale``, in the order of the template.

    The checks are not run: a waiver of a finding that they no longer report counts as well.
    """
    found = waivers_of(snapshot, locale)
    return tuple(_active(snapshot, found, locale, domain)) if any(each.domain == domain for each in found.waivers) else ()


def _active(snapshot: Snapshot, found: LocaleWaivers, locale: str, domain: str) -> Iterator[ActiveWaiver]:
    index = load(snapshot, locale, domain).index
    for message in template(snapshot, domain).messages:
        entry = index.get(message.key)
        if entry is not None and entry.usable:
            for waiver in found.valid_for(entry, domain, is_critical=is_critical(message)):
                yield ActiveWaiver(entry, waiver)

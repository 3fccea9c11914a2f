"""The model of approvals: signatures over texts, and the rules that say which signatures a text needs.

A signature covers the content of a message: the SHA-256 digest of its source and translation in Unicode form NFC. An edit needs no
bookkeeping, because an edited text has another digest and so no signature. For a text of the source, the content includes everything that
`publish.approval.scope` adds. A signature is valid in one locale and one domain only, so a copied file approves nothing elsewhere.

Rules: ISO 17100 (a second person revises a translation); ISO 18587 and 45 CFR 92.201(c)(3) (a person reviews a machine translation).
The files of signatures are read and written by `publish.approval.signature_file`.
"""

import json
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from publish.approval.people import Likeness, likeness
from publish.catalog.machine_translation import is_machine_made
from publish.po.model import Entry
from publish.project import ROLES, ApprovalPolicy, Finding

TRANSLATOR, REVISER, CLINICIAN, BACK_TRANSLATOR = ROLES
HUMAN, MACHINE = ORIGINS = ("human", "machine")  # who made a translation; only a translator's signature can say “machine”
TRANSLATION_ROLES = frozenset({TRANSLATOR, REVISER, BACK_TRANSLATOR})  # these do not apply to texts of the source


@dataclass(frozen=True, slots=True)
class Signature:
    """The approval of a text by one person in one role. ``date`` is an ISO date, ``edition`` the edition of the guide that was signed.

    ``different_from`` are people with similar names who, as ``by`` has confirmed, are other people. ``id`` is that of the line.
    """

    role: str
    by: str
    date: str
    domain: str
    edition: str = ""
    origin: str = HUMAN
    different_from: tuple[str, ...] = ()
    id: str = ""

    def may_be_by(self, other: "Signature") -> bool:
        """Tell whether one person may have given both signatures: the names look the same, or are similar and nobody has confirmed them."""
        found = likeness(self.by, other.by)
        return found is Likeness.SAME or found is Likeness.SIMILAR and not (self._denies(other) or other._denies(self))

    def _denies(self, other: "Signature") -> bool:
        return any(likeness(name, other.by) is Likeness.SAME for name in self.different_from)


@dataclass(frozen=True, slots=True)
class SignedText:
    """The content of a text as it was signed."""

    digest: str
    domain: str
    msgid: str
    msgctxt: str | None
    msgstrs: tuple[str, ...]
    msgid_plural: str | None = None


@dataclass(frozen=True, slots=True)
class SignedLine:
    """The line of an approval or a revocation: its number, and who signed it when (an ISO date)."""

    number: int
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class LocaleSignatures:
    """The signatures of one locale that were not revoked, by digest of the text; and the signed texts, in the order of the file.

    ``warnings`` tell of a last line that a crash has torn. ``heads`` are the ids of the lines that no other comes after
    (`publish.approval.chain`), ``newest`` is the line with the latest date.
    """

    by_digest: dict[str, tuple[Signature, ...]]
    texts: dict[str, SignedText]
    warnings: tuple[Finding, ...] = ()
    heads: tuple[str, ...] = ()
    newest: SignedLine | None = None

    def valid_for(self, entry: Entry, domain: str) -> tuple[Signature, ...]:
        """Return the signatures of ``entry`` that count. A reviser who may have signed as its translator does not count."""
        found = self.given_to(entry, domain)
        translators = [each for each in found if each.role == TRANSLATOR]
        return tuple(each for each in found if each.role != REVISER or not any(map(each.may_be_by, translators)))

    def given_to(self, entry: Entry, domain: str) -> tuple[Signature, ...]:
        """Return all signatures of ``entry`` in ``domain``."""
        if not self.by_digest:
            return ()
        return tuple(each for each in self.by_digest.get(text_digest(entry), ()) if each.domain == domain)


def text_digest(entry: Entry) -> str:
    """Return the digest that a signature of ``entry`` covers."""
    return content_digest(entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstrs)


def content_digest(msgctxt: str | None, msgid: str, msgid_plural: str | None, msgstrs: tuple[str, ...]) -> str:
    """Return the SHA-256, hexadecimal, of context, source and translation in NFC."""
    content = json.dumps([msgctxt, msgid, msgid_plural, *msgstrs], ensure_ascii=False)
    return sha256(unicodedata.normalize("NFC", content).encode("utf-8", "surrogatepass")).hexdigest()


def required_roles(policy: ApprovalPolicy, *, is_critical: bool, is_machine: bool, is_source: bool) -> frozenset[str]:
    """Return the roles that must sign a message under ``policy``.

    A text of the source needs those of them that are not about translation, and at least a clinician. A machine translation always needs
    a reviser.
    """
    roles = frozenset(policy.required) | frozenset(policy.critical if is_critical else ())
    if is_source:
        return roles - TRANSLATION_ROLES or frozenset({CLINICIAN})
    return roles | {REVISER} if is_machine else roles


def missing_roles(
    policy: ApprovalPolicy, signatures: LocaleSignatures, domain: str, entry: Entry, *, is_critical: bool, is_source: bool
) -> frozenset[str]:
    """Return the roles of `required_roles` that have not signed ``entry``."""
    valid = signatures.valid_for(entry, domain)
    is_machine = is_machine_made(entry) or any(each.role == TRANSLATOR and each.origin == MACHINE for each in valid)
    roles = required_roles(policy, is_critical=is_critical, is_machine=is_machine, is_source=is_source)
    return roles - {each.role for each in valid}

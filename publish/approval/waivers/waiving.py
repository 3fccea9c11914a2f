"""Waive findings, and end waivers: find the message that a person names, check the request, and extend the file of waivers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publish.approval.people import Likeness, likeness
from publish.approval.request import check_different, check_request, single_line
from publish.approval.signature_file import read_signatures
from publish.approval.signatures import HUMAN, TRANSLATOR, text_digest
from publish.approval.waivers.active import active_waivers
from publish.approval.waivers.rules import may_be_one_person, waiving_roles
from publish.approval.waivers.waiver_file import REVOCATION, WAIVER, Waiver, append_waivers, mark_of, read_waivers
from publish.catalog.store import load
from publish.catalog.template import is_critical, template, translated_domains
from publish.checks import check_messages
from publish.po.model import Entry
from publish.project import Finding, Snapshot, Workspace, exclusive, misuse, now, problem

MOST_LISTED = 6
"""Messages that an error lists."""


@dataclass(frozen=True, slots=True)
class WaiverRequest:
    """Who wants to waive (or to end the waiver of) the finding ``code``, in which role, and why.

    ``message`` is the mark of a message, its msgid or the beginning of its msgid; ``domains`` are the guides to look for it, empty for all.
    ``different_from`` are people with similar names who, as ``by`` confirms, are other people.
    """

    locale: str
    message: str
    code: str
    role: str
    by: str
    reason: str
    domains: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()


@exclusive
def waive(workspace: Workspace, request: WaiverRequest) -> tuple[Finding, ...]:
    """Waive the findings of a code in one text as it is now; return those that are waived by this, none if all were waived before.

    Raises `UsageError` for a request that names a role, message or code which does not exist, or that has no name or reason; and
    `PublishError` if the finding cannot be waived, or not by this person in this role.
    """
    snapshot = workspace.snapshot()
    _check_reason(snapshot, request)
    if not waiving_roles(request.code, is_critical=False):
        message = f"“{request.code}” cannot be waived: a text can always be corrected so that it disappears"
        raise problem("waiver-never", message, locale=request.locale, hint="correct the text")
    domain, entry, findings = _findings(snapshot, request)
    _check_person(snapshot, request, domain, entry)
    said = tuple(dict.fromkeys(finding.message for finding in findings))
    before = {text for each in active_waivers(snapshot, request.locale, domain) for text in _waived(each.waiver, entry, request.code)}
    if not set(said) <= before:
        text = {"text": text_digest(entry), "findings": said, "msgctxt": entry.msgctxt, "msgid": entry.msgid, "msgstr": entry.msgstrs}
        append_waivers(workspace, request.locale, [_record(WAIVER, request, domain, mark_of(entry.msgctxt, entry.msgid)) | _plain(text)])
    return tuple(finding for finding in findings if finding.message not in before)


@exclusive
def end_waiver(workspace: Workspace, request: WaiverRequest) -> int:
    """End all waivers of a code in one message, also those of earlier translations of it, and return how many there were.

    Anybody may do this, in any role. Raises `UsageError` as `waive` does, and if there is no such waiver.
    """
    snapshot = workspace.snapshot()
    _check_reason(snapshot, request)
    waivers = [each for each in read_waivers(snapshot, request.locale) if each.code == request.code]
    known = {(each.domain, each.message): each.msgid for each in waivers if each.domain in request.domains or not request.domains}
    (domain, mark), _ = _the_one(request, list(_named(request.message, known)), "there is no waiver of this code in such a message")
    append_waivers(workspace, request.locale, [_record(REVOCATION, request, domain, mark)])
    return sum((each.domain, each.message) == (domain, mark) for each in waivers)


def _check_reason(snapshot: Snapshot, request: WaiverRequest) -> None:
    check_request(snapshot, request.locale, request.role, request.by, HUMAN, request.domains)
    check_different(request.by, request.different_from)
    if not any(map(str.isalpha, request.reason)):
        raise misuse("reason-missing", "a waiver needs a reason", locale=request.locale, hint="state the reason: --reason WHY")


def _findings(snapshot: Snapshot, request: WaiverRequest) -> tuple[str, Entry, list[Finding]]:
    """Return the domain, the translation and the findings that the request names."""
    by_text: dict[tuple[str, str], list[tuple[Entry, Finding]]] = {}
    known = dict[tuple[str, str], str]()
    for domain in translated_domains(snapshot, request.locale):
        if domain in request.domains or not request.domains:
            known |= {(domain, mark_of(*entry.key)): entry.msgid for entry in template(snapshot, domain).messages}
            for entry, finding in check_messages(snapshot, request.locale, domain):
                if entry is not None:
                    by_text.setdefault((domain, mark_of(*entry.key)), []).append((entry, finding))
    named = list(_named(request.message, known))
    with_code = [pair for pair in named if any(finding.code == request.code for _, finding in by_text.get(pair[0], ()))]
    if named and not with_code:
        codes = sorted({finding.code for key, _ in named for _, finding in by_text.get(key, ())})
        message = f"the checks do not find “{request.code}” in this text"
        raise misuse("waiver-empty", message, locale=request.locale, hint=f"they find: {', '.join(codes) or 'nothing'}")
    key, _ = _the_one(request, with_code, "there is no such message")
    entry = by_text[key][0][0]
    return key[0], entry, [finding for _, finding in by_text[key] if finding.code == request.code]


def _named(name: str, known: dict[tuple[str, str], str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the messages of ``known`` (domain and mark, and msgid) with that mark; else with that msgid; else whose msgid begins so."""
    marked = {key: msgid for key, msgid in known.items() if key[1] == name.lower()}
    equal = {key: msgid for key, msgid in known.items() if msgid == name}
    begun = {key: msgid for key, msgid in known.items() if name.strip() and msgid.startswith(name)}
    yield from (marked or equal or begun).items()


def _the_one(
    request: WaiverRequest, found: list[tuple[tuple[str, str], str]], otherwise: str
) -> tuple[tuple[str, str], str]:
    """Return the only message of ``found``; raise `UsageError` if there are none or several."""
    if not found:
        hint = "copy the digits after --message from the output of publish check, or write the beginning of the source text"
        raise misuse("message-unknown", f"{otherwise}: “{request.message}”", locale=request.locale, hint=hint)
    if len(found) > 1:
        listed = "; ".join(f"--message {mark} --guide {domain} is “{msgid[:40]}”" for (domain, mark), msgid in found[:MOST_LISTED])
        message = f"“{request.message}” can mean {len(found)} messages"
        raise misuse("message-ambiguous", message, locale=request.locale, hint=f"name one: {listed}")
    return found[0]


def _check_person(snapshot: Snapshot, request: WaiverRequest, domain: str, entry: Entry) -> None:
    """Raise `PublishError` if the role is not enough for the finding, or the person translated the text."""
    message = template(snapshot, domain).index.get(entry.key)
    roles = waiving_roles(request.code, is_critical=message is None or is_critical(message))
    if request.role not in roles:
        said = f"a {request.role} cannot waive “{request.code}” in this text"
        about = ": this is a critical text, or a finding such as one about doses" * (len(roles) == 1)
        hint = f"ask a {' or a '.join(roles)}{about}"
        raise problem("waiver-role", said, locale=request.locale, msgid=entry.msgid, hint=hint)
    signatures = read_signatures(snapshot, request.locale).given_to(entry, domain)
    translators = [each.by for each in signatures if each.role == TRANSLATOR] or [_last_translator(snapshot, request.locale, domain)]
    if own := next((each for each in translators if each and may_be_one_person(request.by, each, request.different_from)), None):
        said = f"{own} translated this text: another person than “{request.by}” has to waive its findings"
        hint = "let a second person decide"
        if likeness(request.by, own) is Likeness.SIMILAR:
            hint += f'; if they are two people, confirm it: --different-from "{own}"'
        raise problem("waiver-own", said, locale=request.locale, msgid=entry.msgid, hint=hint)


def _last_translator(snapshot: Snapshot, locale: str, domain: str) -> str:
    """Return the name in the header of the catalog, which counts as long as nobody has signed as translator."""
    return load(snapshot, locale, domain).headers.get("Last-Translator", "").partition("<")[0].strip()


def _waived(waiver: Waiver, entry: Entry, code: str) -> tuple[str, ...]:
    return waiver.findings if (waiver.code, waiver.text) == (code, text_digest(entry)) else ()


def _record(kind: str, request: WaiverRequest, domain: str, message: str) -> dict[str, Any]:
    others = {"different_from": [single_line(name) for name in request.different_from]} if request.different_from else {}
    return {
        **others,
        "kind": kind,
        "locale": request.locale,
        "domain": domain,
        "message": message,
        "code": request.code,
        "role": request.role,
        "by": single_line(request.by),
        "date": now().date().isoformat(),
        "reason": single_line(request.reason),
    }


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Return ``fields`` with lists, as JSON has them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}

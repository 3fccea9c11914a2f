"""Write findings as text, SARIF and JUnit."""

import json
import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from publish.project import Finding, Severity
from publish.release.checking import Checked

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
TOOL = "clinic-publish"
ENTRY_STARTS = ("msgctxt", "msgid")  # how the line that a finding names begins in a catalog
MOST_LINES = 6  # of an excerpt

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Characters of a file name that are not escaped in a link.
_PATH = "/-._~"


def as_text(finding: Finding, lines: Sequence[str] = ()) -> str:
    """Return one finding as lines of text, with an excerpt of its file, whose ``lines`` are given."""
    first, _, rest = str(finding).partition("\n")
    shown = [f"  {number} | {line.strip()}" for number, line in excerpt(lines, finding.line or 0) if line.strip()]
    return "\n".join([first, *shown, *([rest] if rest else [])])


def excerpt(lines: Sequence[str], number: int) -> list[tuple[int, str]]:
    """Return the numbered lines to show for line ``number`` (from 1): of a catalog entry its translation, else that line.

    The finding itself shows the msgid; what a translator has to look at is the msgstr below it.
    """
    entry = list(enumerate(takewhile(str.strip, lines[number - 1 :]), number)) if number else []
    if not entry or not entry[0][1].startswith(ENTRY_STARTS):
        return entry[:1]
    return [pair for pair in dropwhile(lambda pair: not pair[1].startswith("msgstr"), entry)][:MOST_LINES] or entry[:1]


def as_sarif(checked: Sequence[Checked], version: str, page: str) -> str:
    """Return a SARIF 2.1.0 log of one run; ``page`` is the documentation with a heading for each code.

    Locale and msgid are the logical location: the line of a text differs from one edition of a catalog to the next.
    """
    findings = [(each, finding) for each in checked for finding in each.findings]
    codes = sorted({finding.code for _, finding in findings})
    rules = [{"id": code, "helpUri": f"{page}#{code}"} for code in codes]
    driver = {"name": TOOL, "semanticVersion": version, "rules": rules}
    results = [_result(each, finding, codes.index(finding.code)) for each, finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(checked: Checked, finding: Finding, rule: int) -> dict[str, Any]:
    text = finding.message + (f"\nnext: {finding.hint}" if finding.hint else "")
    location: dict[str, Any] = {"logicalLocations": [_logical(checked, finding)]}
    if finding.file:
        location["physicalLocation"] = _physical(finding.file, finding.line)
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [location],
    }


def _logical(checked: Checked, finding: Finding) -> dict[str, Any]:
    parts = (finding.locale or checked.locale, checked.domain, finding.anchor, finding.msgid)
    properties = {"locale": finding.locale or checked.locale, "msgid": finding.msgid}
    return {
        "name": finding.msgid or finding.anchor or checked.domain,
        "fullyQualifiedName": "/".join(part for part in parts if part),
        "kind": "resource",
        "properties": {key: value for key, value in properties.items() if value},
    }


def _physical(file: str, line: int | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(file.encode("utf-8", "replace"), safe=_PATH)}}
    return place | ({"region": {"startLine": line}} if line else {})


def as_junit(checked: Sequence[Checked]) -> str:
    """Return a JUnit report: a test suite for each locale and domain, a test case for each finding.

    Only errors are failures. Where nothing was found, one test case says that the pair was checked.
    """
    root = ElementTree.Element("testsuites", name=f"{TOOL} check")
    for each in checked:
        failures = sum(finding.severity is Severity.ERROR for finding in each.findings)
        counts = {"tests": str(len(each.findings) or 1), "failures": str(failures), "errors": "0", "skipped": "0"}
        suite = ElementTree.SubElement(root, "testsuite", {"name": _clean(each.name)} | counts)
        for finding in each.findings:
            _case(suite, each, finding)
        if not each.findings:
            ElementTree.SubElement(suite, "testcase", classname=_clean(each.name), name="nothing found")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _case(suite: ElementTree.Element, checked: Checked, finding: Finding) -> None:
    place = ":".join(str(part) for part in (finding.file, finding.line) if part)
    case = ElementTree.SubElement(suite, "testcase", classname=_clean(checked.name), name=_clean(f"{finding.code} {place}".strip()))
    if finding.severity is Severity.ERROR:
        report = ElementTree.SubElement(case, "failure", type=finding.code, message=_clean(finding.message))
    else:
        report = ElementTree.SubElement(case, "system-out")
    report.text = _clean(str(finding))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)

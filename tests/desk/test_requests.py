"""Tests of requests made by hand: whatever is sent where, no answer is a fault of ours, and nothing outside is read or written."""

import logging
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from publish.po.model import Entry
from publish.project import Workspace
from publish.release.making.findings_on_page import mark_of_entry
from tests.desk.conftest import ADDRESS, token

SECRET = "what stands outside"
TEXTS = (
    "..", "../secret", "..\\secret", "....//secret", "/etc/passwd", "\0", "a" * 5000, "é\u202e", "\U0001f600", "-1", "9" * 30, "es",
    "<script>", "'\"", "{{7*7}}", "%s", "%(x)s", "inhaler/../..", "a\r\nb: c", ".", "*", "1e999", "null",
)  # fmt: skip
USUAL = {"guide": "inhaler", "locale": "es", "name": "x", "key": "0" * 32, "number": "1", "width": "800", "ending": ".screen.pdf"}
FIELDS = ("q", "layout", "paper", "fold", "clinic", "saved", "token", "name", "code", "language", "phone", "hours", "web", "before", "logo")
KEYS = ("mark", "texts", "before", "digest", "by", "role", "text", "reason", "code", "edits", "drafts", "job", "width", "since", "signed")
VALUES: tuple[object, ...] = (
    None, 1, -1, 1e300, True, [], {}, ["x"], ["\ud800"], [1], ["x"] * 50, "x", "\ud800", "\0", "x" * 30_000, ["{pause}"],
)  # fmt: skip
BODIES = (b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"edits":NaN}', b'{"edits":' + b'{"a":' * 5000 + b"1" + b"}" * 5001)


def _address(chance: random.Random, rule: Rule) -> str:
    """Return an address of a page, with usual and unusual parts."""
    path = rule.rule
    for name in rule.arguments:
        value = USUAL.get(name, "x") if chance.random() < 0.6 else quote(chance.choice(TEXTS), safe=chance.choice(("", "/")))
        for form in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
            path = path.replace(form, value)
    return f"{path}?{urlencode({chance.choice(FIELDS): chance.choice(TEXTS) for _ in range(chance.randrange(4))})}"


def _body(chance: random.Random, marks: list[str]) -> dict[str, object]:
    """Return what is sent, as the client takes it: JSON, a form, or bytes that are neither."""
    kind = chance.randrange(4)
    if kind == 0:
        return {"data": chance.choice(BODIES), "content_type": chance.choice(("application/json", "multipart/form-data; boundary=x"))}
    if kind == 1:
        return {"data": {chance.choice(FIELDS): chance.choice(TEXTS) for _ in range(5)}}
    wrong = {key: chance.choice(VALUES) for key in KEYS if chance.random() < 0.3}
    mark, text = chance.choice(marks), chance.choice(("Hola", "\ud800", "a\nb", ""))
    right = {"mark": mark, "texts": [text], "before": [f"ES {text}"], "edits": {mark: [text]}, "drafts": {mark: wrong}, "digest": text}
    return {"json": {**right, "by": text, "role": "reviser", "text": text, "reason": text, "code": text, **wrong}}


@pytest.fixture
def errors(client: FlaskClient) -> Iterator[list[str]]:
    """What the desk writes to its log."""
    found: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    client.application.logger.addHandler(handler)
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    yield found
    client.application.logger.removeHandler(handler)


def test_no_request_is_a_fault_of_ours(
    client: FlaskClient, workspace: Workspace, messages: tuple[Entry, ...], errors: list[str]
) -> None:
    chance, marks, answers = random.Random(15), list(map(mark_of_entry, messages[:4])), Counter[int]()
    outside = workspace.root.parent
    (outside / "secret").write_text(SECRET, encoding="utf-8")
    before = sorted(outside.iterdir())
    for rule in client.application.url_map.iter_rules():
        for method in ("GET", "POST", "GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
            if rule.endpoint == "changes.stream" and method in ("GET", "HEAD"):
                continue  # it does not end by itself
            path, headers = _address(chance, rule), {"X-Form-Token": token(client)}
            body = _body(chance, marks) if method in ("POST", "PUT", "PATCH") else {}
            with client.open(path, method=method, headers=headers, base_url=ADDRESS, **body) as answer:  # type: ignore[arg-type]
                answers[answer.status_code] += 1
                assert answer.status_code < 500 and not errors, (method, path, body)
                assert SECRET.encode() not in answer.data and b"Traceback" not in answer.data, (method, path)
    assert {200, 400, 404, 405} <= set(answers) and sorted(outside.iterdir()) == before


@pytest.mark.parametrize("body", BODIES)
def test_what_is_no_object_in_json_is_refused(client: FlaskClient, messages: tuple[Entry, ...], body: bytes) -> None:
    headers = {"X-Form-Token": token(client)}
    for path in ("drafts", "save", "look", "sign", "comment"):
        where = f"/table/inhaler/es/{path}?layout=card&paper=A4"
        answer = client.post(where, data=body, content_type="application/json", headers=headers, base_url=ADDRESS)
        assert answer.status_code in (400, 409), path


def test_a_guide_outside_is_no_guide(client: FlaskClient, workspace: Workspace) -> None:
    other = Path(workspace.root.parent, "other")
    other.mkdir()
    (other / "guide.md").write_text(f"# {SECRET}\n", encoding="utf-8")
    for name in ("..%2F..%2Fother", "../../other", "..%5C..%5Cother"):
        for path in (f"/print/{name}/en", f"/table/{name}/es", f"/cover/{name}/en.png", f"/clinics/edit/{name}", f"/clinics/logo/{name}"):
            answer = client.get(path, base_url=ADDRESS)
            assert answer.status_code in (302, 404, 308) and SECRET not in answer.get_data(as_text=True), path

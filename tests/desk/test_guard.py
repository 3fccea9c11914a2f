"""Tests of what keeps other sites, other people and hostile texts out of the desk."""

import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import Cookie

from publish.desk.access.attempts import MOST_FAILURES, MOST_OF_ADDRESS, Attempts
from publish.desk.access.guard import allowed_hosts
from publish.desk.access.logins import Logins
from publish.desk.access.roles import DESK_ROLES, EVERYONE, MAY, Person, action_of
from publish.desk.access.users import DESK, logged_in, read_users, write_user
from publish.desk.app import LARGEST_BODY, create_app
from publish.project import PublishError, Workspace
from tests.desk.conftest import ADDRESS, PORT, client_of, desk_of, token

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with less work than the desk does: it is meant to be slow."""
    monkeypatch.setattr("publish.desk.access.users._HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def guarded(workspace: Workspace) -> FlaskClient:
    """A browser at a desk with users: Maria is staff, Tom is a translator."""
    write_user(workspace, "Maria", "staff", PASSWORD)
    write_user(workspace, "Tom", "translator", PASSWORD)
    return client_of(desk_of(workspace, users_wanted=True))


def log_in(client: FlaskClient, name: str, password: str = PASSWORD) -> int:
    """Log in, and return the status of the answer."""
    form = {"name": name, "password": password, "token": token(client)}
    return client.post("/login", data=form, base_url=ADDRESS).status_code


def session_cookie(client: FlaskClient) -> Cookie:
    """Return the cookie that names the session."""
    found = client.get_cookie(f"desk_{PORT}", domain="127.0.0.1")
    assert found is not None
    return found


@pytest.mark.parametrize(
    "host", ["evil.example:8642", "127.0.0.1:80", "127.0.0.1", "localhost.evil.example:8642", "", "127.0.0.1:8642, evil"]
)
def test_another_host_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421 and "form-token" not in answer.get_data(as_text=True)


def test_hosts_of_an_open_desk_are_addresses(workspace: Workspace) -> None:
    assert f"192.0.2.7:{PORT}" in allowed_hosts("192.0.2.7", PORT) and not allowed_hosts("0.0.0.0", PORT)
    client = create_app(replace(desk_of(workspace), hosts=frozenset())).test_client()
    hosts = {"192.0.2.7:80": 200, "[2001:db8::1]:80": 200, "evil.example": 421, "evil.example:80": 421}
    assert {host: client.get("/", headers={"Host": host}).status_code for host in hosts} == hosts


def test_what_changes_something_needs_the_token_of_a_form(client: FlaskClient) -> None:
    given = token(client)
    assert client.post("/clinic", data={}, base_url=ADDRESS).status_code == 403
    assert client.post("/clinic", data={"token": "x" * len(given)}, base_url=ADDRESS).status_code == 403
    assert client.post("/clinic", data={"token": given}, base_url=ADDRESS).status_code == 302
    assert client.post("/clinic", headers={"X-Form-Token": given}, base_url=ADDRESS).status_code == 302
    origin = {"X-Form-Token": given, "Origin": "http://evil.example"}
    assert client.post("/clinic", headers=origin, base_url=ADDRESS).status_code == 403


def test_another_site_can_only_lead_to_the_start_page(client: FlaskClient) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=link, base_url=ADDRESS).status_code == 200
    answer = client.get("/print/inhaler/en", headers=link, base_url=ADDRESS)
    assert answer.status_code == 302 and answer.headers["Location"] == "/"
    assert client.get("/", headers={"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, base_url=ADDRESS).status_code == 403


def test_every_answer_limits_what_a_browser_does_with_it(client: FlaskClient) -> None:
    for path in ("/", "/login", "/nothing", "/clinics/new", "/static/desk.js"):
        headers = client.get(path, base_url=ADDRESS, buffered=True).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"


def test_the_cookie_of_a_session_is_for_this_site_alone(workspace: Workspace) -> None:
    cookie = client_of(desk_of(workspace)).get("/", base_url=ADDRESS).headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_no_page_has_a_script_or_a_style_of_its_own() -> None:
    for path in (Path(__file__).resolve().parents[2] / "publish/desk/templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:|\|\s*safe", text), path.name


def test_a_large_request_is_refused(client: FlaskClient) -> None:
    body = f"token={token(client)}&name=".encode() + b"x" * LARGEST_BODY
    kind = "application/x-www-form-urlencoded"
    assert client.post("/clinics/check", data=body, content_type=kind, base_url=ADDRESS).status_code == 413
    many = {f"field{number}": "x" for number in range(600)} | {"token": token(client)}
    answer = client.post("/clinics/check", data=many, content_type="multipart/form-data", base_url=ADDRESS)
    assert answer.status_code == 413


def test_every_page_says_what_it_needs(workspace: Workspace) -> None:
    views = create_app(desk_of(workspace)).view_functions
    assert {name: action_of(view) for name, view in views.items() if action_of(view) not in (*MAY, "open")} == {"static": None}


def test_who_is_not_logged_in_sees_no_page(guarded: FlaskClient) -> None:
    for path in ("/", "/print/inhaler/en", "/clinics/new", "/jobs/0"):
        answer = guarded.get(path, base_url=ADDRESS)
        assert answer.status_code == 302 and answer.headers["Location"] == "/login"
    assert guarded.post("/clinics/save", data={"token": token(guarded)}, base_url=ADDRESS).status_code == 401


def test_nobody_does_more_than_their_role_may_do(guarded: FlaskClient) -> None:
    assert log_in(guarded, "tom") == 302
    assert guarded.get("/", base_url=ADDRESS).status_code == 200
    for path in ("/clinics/new", "/clinics/edit/x"):
        assert guarded.get(path, base_url=ADDRESS).status_code == 403
    assert guarded.post("/clinics/save", data={"token": token(guarded), "name": "X"}, base_url=ADDRESS).status_code == 403
    assert not [action for action in MAY for role in MAY[action] if role not in DESK_ROLES]
    assert Person("", EVERYONE).may("clinic") and not Person("Tom", "translator").may("clinic")


def test_the_table_of_roles_is_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/printing.md").read_text(encoding="utf-8")
    actions = tuple(MAY)
    rows = {role: " | ".join("yes" if role in MAY[action] else "" for action in actions).split(" | ") for role in DESK_ROLES}
    lines = ([cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines())
    assert {first: cells for first, *cells in lines if first in rows} == rows


def test_a_role_that_is_taken_away_is_gone_at_once(guarded: FlaskClient, workspace: Workspace) -> None:
    log_in(guarded, "Maria")
    assert guarded.get("/clinics/new", base_url=ADDRESS).status_code == 200
    write_user(workspace, "maria", "translator", PASSWORD)
    assert guarded.get("/clinics/new", base_url=ADDRESS).status_code == 403


def test_a_session_from_before_the_login_is_worth_nothing_after_it(guarded: FlaskClient) -> None:
    guarded.get("/login", base_url=ADDRESS)
    planted, old_token = session_cookie(guarded), token(guarded)
    log_in(guarded, "Maria")
    logged = session_cookie(guarded)
    assert planted and logged and planted.value != logged.value and token(guarded) != old_token
    guarded.post("/logout", data={"token": token(guarded)}, base_url=ADDRESS)
    guarded.set_cookie(f"desk_{PORT}", logged.value, domain="127.0.0.1")  # a copy that somebody kept
    assert guarded.get("/", base_url=ADDRESS).status_code == 302


def test_logins_end_when_they_are_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    logins = Logins()
    login = logins.begin("Maria")
    assert logins.name_of(login) == "Maria" and logins.name_of("") is None
    monkeypatch.setattr("publish.desk.access.logins.IDLE_SECONDS", -1.0)
    assert logins.name_of(login) is None


def test_passwords_are_tried_a_few_times_only(guarded: FlaskClient) -> None:
    assert [log_in(guarded, "Maria", "wrong") for _ in range(MOST_FAILURES + 1)] == [401] * MOST_FAILURES + [429]
    assert log_in(guarded, "Maria") == 429 and log_in(guarded, "Tom") == 302
    attempts = Attempts()
    for number in range(MOST_OF_ADDRESS):
        attempts.fail(str(number), "192.0.2.7")
    assert attempts.refused("new", "192.0.2.7") and not attempts.refused("new", "192.0.2.8")


def test_passwords_are_nowhere_but_hashed(guarded: FlaskClient, workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        log_in(guarded, "Maria")
        answer = guarded.post("/login", data={"name": "Maria", "password": PASSWORD + "x", "token": token(guarded)}, base_url=ADDRESS)
    text = (workspace.root / DESK).read_text(encoding="utf-8")
    assert PASSWORD not in caplog.text + text + answer.get_data(as_text=True) and text.count("$argon2id$") == 2
    assert PASSWORD not in repr(session_cookie(guarded))


def test_users_are_written_and_read(workspace: Workspace) -> None:
    (workspace.root / DESK).write_text("# Ours.\n", encoding="utf-8")
    assert write_user(workspace, "Maria", "staff", PASSWORD) and not write_user(workspace, "MARIA ", "author", PASSWORD + "2")
    snapshot = workspace.snapshot()
    assert (workspace.root / DESK).read_text(encoding="utf-8").startswith("# Ours.\n") and len(read_users(snapshot)) == 1
    assert logged_in(snapshot, "maria", PASSWORD + "2") == Person("MARIA", "author")
    assert logged_in(snapshot, "maria", PASSWORD) is None and logged_in(snapshot, "nobody", PASSWORD) is None


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "staff", PASSWORD), ("a\nb", "staff", PASSWORD), ("a" * 81, "staff", PASSWORD), ("a", "boss", PASSWORD), ("a", "staff", "short")],
)
def test_a_user_that_cannot_be_is_refused(workspace: Workspace, name: str, role: str, password: str) -> None:
    with pytest.raises(PublishError) as error:
        write_user(workspace, name, role, password)
    assert {finding.code for finding in error.value.findings} == {"desk-wrong"} and not (workspace.root / DESK).exists()


def test_a_password_in_the_file_of_users_is_refused(workspace: Workspace) -> None:
    (workspace.root / DESK).write_text('[[user]]\nname = "Maria"\nrole = "staff"\npassword = "secret word"\n', encoding="utf-8")
    answer = client_of(desk_of(workspace)).get("/", base_url=ADDRESS)
    assert answer.status_code == 409 and "secret word" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/print/..%2f..%2fetc/en",
        "/print/inhaler/..",
        "/print/inhaler/..%2f..",
        "/jobs/x/..%2fy",
        "/print/nothing/en",
    ],
)
def test_paths_lead_nowhere_else(client: FlaskClient, path: str) -> None:
    answer = client.get(path, base_url=ADDRESS)
    assert answer.status_code == 404 and "import" not in answer.get_data(as_text=True)


def test_a_hostile_text_is_shown_as_text(client: FlaskClient, workspace: Workspace) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    guide = workspace.source / "inhaler" / "guide.md"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(re.sub("^# .*$", lambda _: f"# {hostile}", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    clinic = workspace.source / "clinics" / "x.toml"
    clinic.parent.mkdir()
    clinic.write_text(f"name = '{hostile}'\nweb = '{hostile}'\n", encoding="utf-8")
    pages = [client.get(path, base_url=ADDRESS).get_data(as_text=True) for path in ("/", "/clinics/edit/x", f"/?q={hostile}&saved=x")]
    pages.append(client.get("/print/inhaler/en?layout=web", base_url=ADDRESS).get_data(as_text=True))
    assert all("alert(1)" in page for page in pages)
    assert not [page for page in pages if "<script>" in page or "<img src=x" in page]

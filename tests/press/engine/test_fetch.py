"""Nothing is fetched, nothing outside the job is read, and each attempt is an error with the address in it."""

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from publish.press import print_job
from publish.project import PublishError
from tests.press.samples import with_body

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
SECRET = "a secret that must stay where it is"


@pytest.fixture
def server():
    """A web server on the loopback interface that writes down who asks."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802 (the name is the library's)
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()


@pytest.fixture
def secret(tmp_path):
    """A file outside the job, as an address."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


BODIES = [
    '<img src="{url}" alt="x">',
    '<p style="background: url({url})">x</p>',
    '<p style="list-style: square url({url}); display: list-item">x</p>',
    "<style>@import '{url}';</style>",
    "<style>p::before {{ content: url({url}) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({url}) }}</style>",
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title><image href="{url}" width="5" height="5"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title><rect fill="url({url}#a)"/></svg>',
    "<img alt='x' src='data:image/svg+xml,%3Csvg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"%3E"
    '%3Cimage href="{url}" width="5" height="5"/%3E%3C/svg%3E\'>',
]
DRAWINGS = [
    '<image href="{url}" width="5" height="5"/>',
    '<image xlink:href="{url}" width="5" height="5"/>',
    '<use href="{url}#part"/>',
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: x; src: url({url}) }}</style>",
]


def refused(job):
    """Print a job that must fail; return the messages of what was refused."""
    with pytest.raises(PublishError) as caught:
        print_job(job)
    assert SECRET not in str(caught.value)
    return " ".join(finding.message for finding in caught.value.findings if finding.code == "fetch-refused")


def test_html_loads_nothing_from_outside(server, secret):
    """A page that asks in every way names each address that it asks for."""
    url, asked = server
    for outside in (f"{url}/x.css", secret):
        addresses = [f"{outside}?{number}." for number in range(len(BODIES))]
        told = refused(with_body("".join(body.format(url=address) for body, address in zip(BODIES, addresses))))
        assert [address for address in addresses if address not in told] == []
    assert asked == []


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_svg_loads_nothing_from_outside(drawing, server, secret):
    url, asked = server
    for outside in (f"{url}/x.svg", secret):
        data = SVG.format(drawing.format(url=outside)).encode()
        assert refused(with_body("", files=(("drawing.svg", data),)))
    assert asked == []


@pytest.mark.parametrize("rule", ["@import url({url});", '@font-face {{ font-family: x; src: url("{url}") }}'])
def test_style_sheets_load_nothing_and_say_so_every_time(rule, server):
    url, asked = server
    job = with_body("")
    job = replace(job, stylesheets=(*job.stylesheets, rule.format(url=url)))
    assert refused(job) and refused(job)  # the second time the style sheet comes parsed from the cache
    assert asked == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "%2e%2e/passwd", "passwd"])
def test_a_name_that_is_not_among_the_files_is_refused(name):
    assert "passwd" in refused(with_body(f'<img src="{name}" alt="x">'))


def test_a_base_address_opens_no_door(secret):
    folder, _, name = secret.rpartition("/")
    assert refused(with_body(f'<base href="{folder}/"><img src="{name}" alt="x">'))


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE svg SYSTEM "http://127.0.0.1/x.dtd">']
)
def test_a_drawing_with_a_document_type_is_refused(head):
    data = (head + SVG.format('<text y="5">&x;</text>' if "ENTITY" in head else "")).encode()
    assert "entities" in refused(with_body("", files=(("drawing.svg", data),)))


def test_a_link_to_a_file_is_an_error():
    with pytest.raises(PublishError, match="other.html"):
        print_job(with_body('<a href="other.html">x</a>'))

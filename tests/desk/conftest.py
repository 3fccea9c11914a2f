"""A desk over a small workspace, asked by Flask's test client; what it prints is printed in this process."""

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from publish.catalog.template import template
from publish.desk.app import create_app
from publish.desk.files.changes import Changes
from publish.desk.files.snapshots import Snapshots
from publish.desk.printing.queue import PrintQueue
from publish.desk.state import Desk
from publish.po.model import Entry
from publish.project import Workspace
from publish.release.runner import LocalRunner
from publish.release.staff.pictures import PicturePress
from publish.release.staff.warm import WarmPress
from tests.edition.small import quoted

DATA = Path(__file__).resolve().parents[1] / "data"
PORT = 8642
ADDRESS = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A copy of a small workspace with one guide, on an inhaler."""
    return Workspace(Path(shutil.copytree(DATA / "inhaler", tmp_path / "inhaler")))


def desk_of(workspace: Workspace, users_wanted: bool = False) -> Desk:
    """Return a desk of ``workspace`` that prints in this process."""
    hosts = frozenset({f"127.0.0.1:{PORT}", f"localhost:{PORT}"})
    pictures, snapshots = PicturePress(LocalRunner()), Snapshots(workspace)
    queue, changes = PrintQueue(WarmPress(LocalRunner())), Changes(snapshots.version)
    return Desk(workspace, queue, snapshots, changes, hosts, PORT, pictures, users_wanted)


def client_of(desk: Desk) -> FlaskClient:
    """Return a browser, so to speak."""
    client = create_app(desk).test_client()
    client.environ_base["HTTP_HOST"] = f"127.0.0.1:{PORT}"
    return client


@pytest.fixture
def client(workspace: Workspace) -> FlaskClient:
    """A browser at a desk without users."""
    return client_of(desk_of(workspace))


def token(client: FlaskClient) -> str:
    """Return the token of the forms of a session."""
    page = client.get("/login", base_url=ADDRESS).get_data(as_text=True)
    return re.findall('name="form-token" content="([^"]+)"', page)[0]


@pytest.fixture
def messages(workspace: Workspace) -> tuple[Entry, ...]:
    """The messages of the guide; in its Spanish catalog the second is fuzzy and the third missing."""
    settings = workspace.root / "source/project.toml"
    settings.write_text('[project]\nlocales = ["es"]\n', encoding="utf-8")
    found = template(workspace.snapshot(), "inhaler").messages
    head = '# Ours, as we   keep it.\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: es\\n"\n'
    entries = [f"msgid {quoted(each.msgid)}\nmsgstr {quoted(f'ES {each.msgid}')}\n" for each in found]
    entries[1], entries[2] = "#, fuzzy\n" + entries[1], f'msgid {quoted(found[2].msgid)}\nmsgstr ""\n'
    path = workspace.catalog_path("es", "inhaler")
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([head, *entries]), encoding="utf-8")
    return found

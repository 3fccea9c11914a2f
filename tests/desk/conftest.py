"""A desk over a small workspace, asked by Flask's test client; what it prints is printed in this process."""

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from publish.desk.app import create_app
from publish.desk.printing.queue import PrintQueue
from publish.desk.state import Desk, Snapshots
from publish.project import Workspace
from publish.release.runner import LocalRunner
from publish.release.staff.pictures import PicturePress
from publish.release.staff.warm import WarmPress

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
    pictures = PicturePress(LocalRunner())
    return Desk(workspace, PrintQueue(WarmPress(LocalRunner())), Snapshots(workspace), hosts, PORT, pictures, users_wanted)


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

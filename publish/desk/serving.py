"""Serve the desk: open a port of this machine, start the press, and answer until somebody ends it."""

import errno
import gc
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack

import waitress
from waitress.task import ThreadedTaskDispatcher

from publish.desk.access.guard import allowed_hosts
from publish.desk.access.users import DESK, read_users
from publish.desk.app import LARGEST_BODY, create_app
from publish.desk.files.changes import MOST_STREAMS, Changes, watched_files
from publish.desk.files.snapshots import Snapshots
from publish.desk.printing.queue import PrintQueue
from publish.desk.state import Desk
from publish.project import PublishError, Workspace, misuse, problem
from publish.release.staff.pictures import picture_press
from publish.release.staff.warm import warm_press

USUAL_PORT = 8642
THREADS = 8
"""How many requests are answered at a time, beside the streams that are open."""
END_SECONDS = 0.6
"""How long answers may take that are being made when the desk is closed: a text is still saved, a page is not needed any more."""
LOOPBACK_NAMES = ("127.0.0.1", "::1", "localhost")


def serve_desk(workspace: Workspace, host: str, port: int | None, browser: bool, say: Callable[[str], None]) -> None:
    """Serve the desk of ``workspace`` on ``host`` until it is interrupted; ``say`` is told its address.

    ``port`` None takes the usual one, or any that is free. Raises `PublishError`: ``desk-users-missing`` where other machines
    would reach a desk without users, ``desk-port`` if the port is in use.
    """
    state_of_users = read_users(workspace.snapshot())
    is_local = host in LOOPBACK_NAMES
    if not is_local and not state_of_users:
        hint = "add one:  publish desk-user NAME --role staff"
        raise misuse("desk-users-missing", f"other machines reach a desk on {host}: it needs users in {DESK}", hint=hint)
    opened = _open_port(host, port)
    taken = opened.getsockname()[1]
    address = f"http://{'127.0.0.1' if is_local else f'[{host}]' if ':' in host else host}:{taken}/"
    logging.getLogger("waitress").setLevel(logging.ERROR)  # how many requests wait for a thread says nothing to staff
    with opened, ExitStack() as presses:
        press, pictures = presses.enter_context(warm_press(workspace)), presses.enter_context(picture_press())
        hosts = allowed_hosts(host, taken)
        snapshots = Snapshots(workspace)
        changes = Changes(snapshots.version)
        state = Desk(workspace, PrintQueue(press), snapshots, changes, hosts, taken, pictures, users_wanted=not is_local)
        server = waitress.create_server(
            create_app(state),
            _dispatcher=_Threads(changes, presses.close),
            sockets=[opened],
            ident=None,
            max_request_body_size=LARGEST_BODY + 1024**2,
            channel_timeout=60,
            connection_limit=200,
            clear_untrusted_proxy_headers=True,
        )
        say(address)
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        with watched_files(workspace, changes.report):
            server.run()
    gc.freeze()  # the memory goes back with the process: to look through all of it first takes seconds on a busy machine


class _Threads(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """The threads that answer requests. At the end of the server, open streams end first, then what is printed: nothing waits for them."""

    def __init__(self, changes: Changes, end_presses: Callable[[], None]) -> None:
        super().__init__()
        self._changes, self._end_presses = changes, end_presses
        self.set_thread_count(THREADS + MOST_STREAMS)

    def shutdown(self, cancel_pending: bool = True, timeout: float = END_SECONDS) -> bool:
        """End the streams and the presses, then the threads."""
        self._changes.close()
        self._end_presses()
        return bool(super().shutdown(cancel_pending, timeout))


def _open_port(host: str, port: int | None) -> socket.socket:
    """Return a socket that is bound to ``port`` of ``host``; without a port, to the usual one or any that is free."""
    try:
        return _bound(host, USUAL_PORT if port is None else port)
    except OSError as error:
        if port is None and error.errno == errno.EADDRINUSE:
            return _bound(host, 0)
        raise _no_port(host, port, error) from error


def _no_port(host: str, port: int | None, error: OSError) -> PublishError:
    hint = "choose another one: --port 0 takes any that is free" if error.errno == errno.EADDRINUSE else "check --host and --port"
    return problem("desk-port", f"port {port} of {host} cannot be opened: {error.strerror or error}", hint=hint)


def _bound(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    opened = socket.socket(found[0], found[1])
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind(found[4])
    except OSError:
        opened.close()
        raise
    return opened

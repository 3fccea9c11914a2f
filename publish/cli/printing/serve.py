"""publish serve: the desk, a web page for staff and translators."""

import click

from publish.cli.shared import workspace_of


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on. Beyond this machine, users must log in.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port.  [default: 8642, or any that is free]")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.pass_context
def command(ctx: click.Context, host: str, port: int | None, no_browser: bool) -> None:
    """Open the desk in the browser: choose a guide and a language, see the pages, print. Ctrl-C ends it."""
    from publish.desk.serving import serve_desk  # Flask and the press: --help needs neither

    def _say(address: str) -> None:
        click.echo(f"The desk is open at {address}\nLeave this window open while you print. Ctrl-C closes the desk.")

    serve_desk(workspace_of(ctx), host, port, not no_browser, _say)

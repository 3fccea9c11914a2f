"""The table of commands: where each is, and what its help says in one line, so that ``publish --help`` imports none of them."""

from typing import NamedTuple


class CommandEntry(NamedTuple):
    """A command: the package of `publish.cli` that it is in, and the first sentence of its help."""

    package: str
    help: str


COMMANDS = {
    "new": CommandEntry(
        "setup",
        "Begin a workspace in the new or empty folder DIR: an example of a guide in two languages, a clinic, settings, and workflows.",
    ),
    "serve": CommandEntry("printing", "Open the desk in the browser: choose a guide and a language, see the pages, print."),
    "build": CommandEntry("printing", "Print the guides: PDF for the desk printer and the screen, HTML for the web."),
    "watch": CommandEntry("printing", "Print a proof of one output, and print it anew whenever a file changes, until Ctrl-C."),
    "extract": CommandEntry("texts", "Write the gettext templates (locales/*.pot) of every guide and of the layouts."),
    "init": CommandEntry("texts", "Create the catalogs of LOCALE, such as pt_BR or zh_Hans."),
    "update": CommandEntry("texts", "Bring the templates, then the catalogs of each LOCALE (default: all), up to date with the sources."),
    "check": CommandEntry("texts", "Check the translations of each LOCALE (default: all)."),
    "status": CommandEntry(
        "signing",
        "Show the state of each LOCALE (default: all): translated, fuzzy, missing, stale (behind the source), approved.",
    ),
    "approve": CommandEntry("signing", "Sign the texts of LOCALE as they are now."),
    "waive": CommandEntry("signing", "Waive a finding in one text of LOCALE: the text is right, and the check is wrong."),
    "export": CommandEntry(
        "texts",
        "Write the catalogs of each LOCALE for a translation tool (xliff), a spreadsheet (csv, xlsx) or a translation memory (tmx).",
    ),
    "import": CommandEntry(
        "texts",
        "Import the translations and states of each XLIFF, CSV or Excel FILE; the exit code is 1 if something is refused.",
    ),
    "release": CommandEntry("releases", "Release what is approved, into dist/releases/NAME, with manifest, checksums and provenance."),
    "verify": CommandEntry("releases", "Verify a release (a folder) or one of its files against the manifest."),
    "trace": CommandEntry(
        "releases",
        "Tell which guide, release and signatures a printed copy is from, whether it is current, and what has changed since.",
    ),
    "withdraw": CommandEntry(
        "releases",
        "Withdraw the editions with these codes: they are never printed again, and later releases say that copies must not be used.",
    ),
    "testpage": CommandEntry(
        "printing",
        "Write a page that shows whether a printer flips the sheet on the correct edge, keeps the scale and prints pale greys.",
    ),
    "cache": CommandEntry("setup", "Show what is kept in .publish-cache: printed pages, and what each output was made from."),
    "doctor": CommandEntry("setup", "Check this machine: Python, libraries, text engines, fonts, workspace."),
    "desk-user": CommandEntry(
        "setup",
        "Write a user of the desk to source/desk.toml: NAME, a role, and the hash of a password, which is asked for.",
    ),
    "upgrade": CommandEntry("setup", "List what has changed in layouts, settings and workflows since the workspace was made."),
}
"""The commands, in the order in which they are used."""

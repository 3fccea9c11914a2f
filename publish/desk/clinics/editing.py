"""Check and save the form of a clinic: by the rules of its file, with comments and order kept, never over the change of somebody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.desk.clinics.fields import ClinicFields, fields_of_tables, hour_rows, tables_of
from publish.desk.clinics.toml_text import changed_toml
from publish.desk.words import translate as _
from publish.edition.layout.spec import layout_specs
from publish.edition.request import Request
from publish.edition.values.clinic import read_clinic
from publish.guide.parse.ids import slug
from publish.project import Finding, PublishError, Severity, Snapshot, Workspace, exclusive, path_below, problem, write_aside
from publish.project.names import clinic_file, is_plain_name
from publish.project.toml import parse_toml
from publish.release.plan import Selection, plan

FOLDER = "source/clinics"
BACK = "back"
"""The panel on which a clinic is named."""

_HEAD = "# The details of a clinic, as they are printed. Written at the desk; it may be edited by hand too.\n\n"
_KEY = re.compile(r"“((?:[a-z_]+)(?:\[(\d+)\])?(?:\.([\w-]+))?[^”]*)” must be (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ClinicDraft:
    """A clinic as the form has it. ``name`` is that of its file, empty for a new one; ``logo`` is one that was chosen now: ending, content.

    ``digest`` is the SHA-256 of the file when the form was opened, empty for a new clinic.
    """

    fields: ClinicFields
    name: str = ""
    digest: str = ""
    logo: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with a field of the form; ``field`` is its name, empty for the form as a whole."""

    field: str
    message: str
    hint: str = ""


def opened_clinic(snapshot: Snapshot, name: str) -> ClinicDraft:
    """Return the clinic ``name`` for the form. Raises `PublishError` if its file cannot be read, or is no TOML."""
    blob = snapshot.read(clinic_file(name))
    return ClinicDraft(fields_of_tables(parse_toml(blob.data, blob.path).tables), name, blob.sha256)


def edited_files(snapshot: Snapshot, draft: ClinicDraft) -> tuple[str, dict[str, bytes | None]]:
    """Return the name of the clinic, and the files that saving it would write, by their names in the workspace."""
    name = draft.name or _new_name(snapshot, draft.fields.lines.get("name", ""))
    blob = snapshot.find(clinic_file(name))
    tables, files = tables_of(draft.fields), dict[str, bytes | None]()
    if draft.logo:
        ending, content = draft.logo
        tables["logo"] = f"{name}{ending}"
        files[f"{FOLDER}/{name}{ending}"] = content
    if blob and _says_the_same(blob.data, blob.path, draft.fields):
        tables = {"logo": tables["logo"]} if draft.logo else {}
    else:
        tables = _without_unchanged(tables, blob.data if blob else b"", draft.fields)
    files[clinic_file(name)] = changed_toml(blob.text if blob else _HEAD, tables).encode()
    return name, files


def _says_the_same(data: bytes, path: str, fields: ClinicFields) -> bool:
    return fields_of_tables(parse_toml(data, path).tables) == fields


def _without_unchanged(tables: dict[str, object], data: bytes, fields: ClinicFields) -> dict[str, object]:
    """Leave out hours and telephones that say what the file says already, perhaps in another form."""
    old = fields_of_tables(parse_toml(data, FOLDER).tables)
    same = {"hours": old.days == fields.days, "phone": old.phones == fields.phones, "address": old.address == fields.address}
    return {key: value for key, value in tables.items() if not same.get(key)}


def _new_name(snapshot: Snapshot, title: str) -> str:
    """Return a name for the file of a new clinic: its words with hyphens, and a number if there is one like it."""
    name = slug(title)[:60].strip("-") if title.strip() else "clinic"
    name = name if is_plain_name(name) else "clinic"
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(each for each in names if not snapshot.has(clinic_file(each)))


def field_errors(snapshot: Snapshot, draft: ClinicDraft) -> tuple[FieldError, ...]:
    """Return what is wrong with the form, by the rules of the file."""
    errors: list[FieldError] = []
    if not draft.fields.lines.get("name", ""):
        errors.append(FieldError("name", _("Write the name of the clinic.")))
    name, files = edited_files(snapshot, draft)
    try:
        read_clinic(snapshot.with_files(files), name)
    except PublishError as error:
        errors += (_field_error(finding, draft.fields) for finding in error.findings if finding.severity is Severity.ERROR)
    return tuple(dict.fromkeys(errors))


def _field_error(finding: Finding, fields: ClinicFields) -> FieldError:
    """Return an error of the file as one of a field: the reader names the key, “phone[2].number”."""
    hint = finding.hint or ""
    hint = "" if "example.toml" in hint else hint.partition(", or add the country to the file")[0]
    found = _KEY.match(finding.message)
    if not found:
        return FieldError("", finding.message, hint)
    key, number, inner = re.split(r"[.\[]", found[1])[0], int(found[2] or 1) - 1, found[3] or ""
    return FieldError(_field_name(key, number, inner, fields), _("It must be %(what)s.", what=found[4].rstrip(".")), hint)


def _field_name(key: str, number: int, inner: str, fields: ClinicFields) -> str:
    if key == "phone":
        return f"phone_{number}"
    if key == "hours":
        days = [day for _, day in hour_rows(fields.days)]
        return f"hours_{days[number]}" if number < len(days) else "hours"
    return f"price_{inner}" if key == "prices" else key


@exclusive
def save_clinic(workspace: Workspace, draft: ClinicDraft) -> str:
    """Save a clinic, and return the name of its file.

    Raises `PublishError`: ``clinic-changed`` if somebody else has changed the file since the form was opened, ``clinic-wrong`` if something
    is wrong with it.
    """
    snapshot = workspace.snapshot()
    if draft.name and snapshot.read(clinic_file(draft.name)).sha256 != draft.digest:
        hint = _("Open the form again in another tab, and compare. What you typed is still here.")
        message = _("Somebody has changed this clinic while you were typing.")
        raise problem("clinic-changed", message, file=clinic_file(draft.name), hint=hint)
    name, files = edited_files(snapshot, draft)
    read_clinic(snapshot.with_files(files), name)
    for path, content in files.items():  # the logo first: the file of the clinic names it
        write_aside(path_below(workspace.root, path), content or b"")
    return name


def preview_of(snapshot: Snapshot, name: str) -> tuple[Request, int] | None:
    """Return a print on which the clinic ``name`` is named, in the source language, and the page; None if no layout has such a panel."""
    for request in _folded_prints(snapshot, name):
        return request, layout_specs(snapshot)[request.layout].panels.index(BACK) + 1
    return None


def _folded_prints(snapshot: Snapshot, name: str) -> Iterator[Request]:
    specs, settings, guides = layout_specs(snapshot), snapshot.settings, snapshot.guides()
    layouts = (layout for layout in dict.fromkeys((*settings.layouts, *specs)) if layout in specs and BACK in specs[layout].panels)
    for layout in layouts if guides else ():
        yield plan(snapshot, Selection(guides[:1], (settings.source_locale,), (layout,), clinic=name))[0]

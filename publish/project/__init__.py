"""The workspace: its files and settings, and the findings that every check reports. This package imports only `publish.text`.

A name is imported from its module when it is first asked for: a command that only prints its help reads no settings.
"""

from typing import TYPE_CHECKING

from publish.project.lazy import lazy_names

if TYPE_CHECKING:
    from publish.project.clock import now
    from publish.project.files import append_lines, path_below, read_bytes, remove_left_over, replace_folder, write_aside
    from publish.project.findings import Finding, PublishError, Severity, UsageError, correctable_error, has_errors, misuse, problem
    from publish.project.locks import CACHE_FOLDER, cache_folder, locked_output
    from publish.project.settings import ROLES, ApprovalPolicy, Settings
    from publish.project.snapshot import Snapshot, once, recorded
    from publish.project.storage import Blob, layouts_folder
    from publish.project.workspace import Workspace, exclusive, find_workspace

__all__ = [
    "ApprovalPolicy",
    "Blob",
    "CACHE_FOLDER",
    "Finding",
    "PublishError",
    "ROLES",
    "Settings",
    "Severity",
    "Snapshot",
    "UsageError",
    "Workspace",
    "append_lines",
    "cache_folder",
    "exclusive",
    "find_workspace",
    "has_errors",
    "layouts_folder",
    "locked_output",
    "misuse",
    "now",
    "once",
    "path_below",
    "problem",
    "read_bytes",
    "recorded",
    "correctable_error",
    "remove_left_over",
    "replace_folder",
    "write_aside",
]

_MODULES = {
    "clock": "now",
    "files": "append_lines path_below read_bytes remove_left_over replace_folder write_aside",
    "findings": "Finding PublishError Severity UsageError has_errors misuse problem correctable_error",
    "locks": "CACHE_FOLDER cache_folder locked_output",
    "settings": "ROLES ApprovalPolicy Settings",
    "snapshot": "Snapshot once recorded",
    "storage": "Blob layouts_folder",
    "workspace": "Workspace exclusive find_workspace",
}
__getattr__ = lazy_names(__name__, _MODULES)

"""Where the files are, what the settings say, and how trouble is told.

It imports no room but `text`.
"""

from publish.project.clock import now
from publish.project.files import read_bytes, read_text, read_toml, safe_path, write_aside
from publish.project.findings import Finding, PublishError, Severity, UsageError, has_errors, misuse, problem
from publish.project.settings import ROLES, ApprovalPolicy, Settings
from publish.project.workspace import Workspace, find_workspace, layouts_folder

__all__ = [
    "ApprovalPolicy",
    "Finding",
    "PublishError",
    "ROLES",
    "Settings",
    "Severity",
    "UsageError",
    "Workspace",
    "find_workspace",
    "has_errors",
    "layouts_folder",
    "misuse",
    "now",
    "problem",
    "read_bytes",
    "read_text",
    "read_toml",
    "safe_path",
    "write_aside",
]

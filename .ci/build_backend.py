"""Build the wheel with setuptools, and leave nothing in the checkout: what an old build/ holds would be part of the next wheel."""

from tempfile import TemporaryDirectory

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F401, F403  # the other hooks, as they are


def get_requires_for_build_wheel(config_settings=None):
    """Return what a build needs besides pyproject.toml: nothing. The hook of setuptools writes an .egg-info/ to find that out."""
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Build the wheel, with the files on the way to it in a temporary folder."""
    with TemporaryDirectory() as folder:
        options = (config_settings or {}).get("--build-option", [])
        aside = ["build", f"--build-base={folder}", "egg_info", f"--egg-base={folder}"]
        settings = {**(config_settings or {}), "--build-option": [*([options] if isinstance(options, str) else options), *aside]}
        return build_meta.build_wheel(wheel_directory, settings, metadata_directory)

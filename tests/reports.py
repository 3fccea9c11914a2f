"""Read the JSON reports of commands, which must follow their schemas in docs/schemas."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schemas"
SCHEMAS = {path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
REGISTRY: Registry[Any] = Registry().with_resources([(schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()])


def read_report(output: str, kind: str) -> Any:
    """Return the report ``output`` of a command, which follows the schema ``kind``."""
    found = json.loads(output)
    assert found["$schema"] == f"urn:clinic-publish:{kind}:1"
    Draft202012Validator(SCHEMAS[f"{kind}-1"], registry=REGISTRY).validate(found)
    return found

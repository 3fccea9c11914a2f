"""The papers that travel with a release: its bill of materials (CycloneDX), and the statement of what it was made from (in-toto, SLSA).

They name no time and no machine, so that the same texts give the same bytes. https://cyclonedx.org, https://slsa.dev/spec/v1.0/provenance
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from publish.release.bundle.manifest import Font

if TYPE_CHECKING:
    from cyclonedx.model.component import Component

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = "urn:clinic-publish:release:1"
PACKAGE = "clinic-publish"

_NAMESPACE = UUID("8f0f3c1e-6b0f-5f44-9a3c-0d4b1a7e5c21")  # ours, for the serial numbers of bills of materials
_REQUIRED = re.compile(r"[A-Za-z0-9._-]+")
_CONDITION = re.compile(r";.*\bextra\b")


def statement(subjects: Mapping[str, str], parameters: Mapping[str, object], inputs: Mapping[str, str], tools: Mapping[str, str]) -> bytes:
    """Return the statement that the files ``subjects`` (path: SHA-256) were made with ``parameters`` from ``inputs`` by ``tools``."""
    dependencies = [{"name": name, "digest": {"sha256": digest}} for name, digest in sorted(inputs.items())]
    definition = {
        "buildType": BUILD_TYPE,
        "externalParameters": dict(parameters),
        "internalParameters": {"tools": dict(tools)},
        "resolvedDependencies": dependencies,
    }
    made = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": digest}} for name, digest in sorted(subjects.items())],
        "predicateType": PREDICATE,
        "predicate": {"buildDefinition": definition, "runDetails": {"builder": {"id": f"urn:{PACKAGE}", "version": dict(tools)}}},
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def subject_digests(data: bytes) -> dict[str, str]:
    """Return the files that a statement of provenance names, with their SHA-256; none if it cannot be read."""
    try:
        return {str(each["name"]): str(each["digest"]["sha256"]) for each in json.loads(data)["subject"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}


def bill_of_materials(tools: Mapping[str, str], fonts: Iterable[Font]) -> bytes:
    """Return what printed the release: the libraries with their licences, other ``tools`` with their versions, and ``fonts``."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.output.json import JsonV1Dot6

    libraries = dict(_libraries(PACKAGE))
    others = {name: version for name, version in tools.items() if name.lower() not in libraries and name != "publish"}
    components = [*map(_library, libraries.values()), *(_tool(*pair) for pair in others.items()), *(_font(font) for font in fonts)]
    content = "\n".join(sorted(f"{each.name} {each.version} {each.description}" for each in components))
    bom = Bom(components=components, serial_number=uuid5(_NAMESPACE, sha256(content.encode()).hexdigest()))
    bom.metadata.timestamp = None  # type: ignore[assignment]  # it is left out then
    return (JsonV1Dot6(bom).output_as_string(indent=1) + "\n").encode()


def _libraries(name: str) -> Iterator[tuple[str, Distribution]]:
    """Yield the installed libraries that ``name`` needs, directly or through others, each once, with their names in small letters."""
    seen, waiting = set[str](), [name]
    while waiting:
        key = waiting.pop().lower().replace("_", "-").replace(".", "-")
        if key in seen:
            continue
        seen.add(key)
        try:
            found = distribution(key)
        except PackageNotFoundError:  # needed on other systems only
            continue
        yield key, found
        needed = (text for text in found.requires or () if not _CONDITION.search(text))
        waiting += [match[0] for text in needed if (match := _REQUIRED.match(text))]


def _library(found: Distribution) -> "Component":
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import DisjunctiveLicense
    from packageurl import PackageURL

    name, licence = found.metadata["Name"], _licence(found)
    address = PackageURL("pypi", name=name, version=found.version)
    licences = [DisjunctiveLicense(name=licence)] if licence else []
    return Component(type=ComponentType.LIBRARY, name=name, version=found.version, purl=address, licenses=licences, bom_ref=str(address))


def _licence(found: Distribution) -> str:
    """Return the licence that a library states: as an expression, else by its classifiers, else in the first line of a free text."""
    named = [text.rsplit(" :: ", 1)[-1] for text in found.metadata.get_all("Classifier") or () if text.startswith("License ::")]
    expression, text = (next(iter(found.metadata.get_all(key) or ()), "") for key in ("License-Expression", "License"))
    return expression or ", ".join(named) or text.partition("\n")[0]


def _tool(name: str, version: str) -> "Component":
    from cyclonedx.model.component import Component, ComponentType

    return Component(type=ComponentType.APPLICATION, name=name, version=version, bom_ref=f"tool:{name}")


def _font(font: Font) -> "Component":
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component, ComponentType

    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=font.sha256)]
    reference = f"font:{font.name}:{font.sha256[:16]}"
    return Component(type=ComponentType.FILE, name=font.file, description=font.name, hashes=hashes, bom_ref=reference)

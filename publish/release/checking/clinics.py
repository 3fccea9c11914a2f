"""Check the files of clinics against the guides: prices that no guide uses, and facts of a clinic that no clinic has."""

from collections.abc import Iterator

from publish.catalog.template import front_in, guide_in
from publish.edition.values.clinic import KEYS, Clinic, read_clinic
from publish.guide import Quantity
from publish.guide.review import Lines
from publish.guide.tree import Link, nodes_in
from publish.project import Finding, PublishError, Severity, Snapshot
from publish.project.names import clinic_file, guide_file
from publish.project.toml import toml_of
from publish.text.placeholders import FACT, fact_names
from publish.text.suggest import did_you_mean


def clinic_findings(snapshot: Snapshot, clinic: str) -> list[Finding]:
    """Return what is wrong with the file of ``clinic``, and a warning for each price that no guide uses."""
    try:
        return list(_unused_prices(snapshot, clinic, read_clinic(snapshot, clinic)))
    except PublishError as error:
        return list(error.findings)


def _unused_prices(snapshot: Snapshot, clinic: str, read: Clinic) -> Iterator[Finding]:
    name = clinic_file(clinic)
    file, used = snapshot.parse(name, toml_of), priced_facts(snapshot)
    for price, _ in read.prices:
        if price not in used:
            message = f"no guide uses the price “{price}”: the price of the guide prints in its place"
            hint = did_you_mean(price, sorted(used), "name it as the fact with a currency in guide.toml, or delete it")
            line = file.line_of(("prices", price))
            yield Finding(Severity.WARNING, "price-unused", message, file=name, line=line, hint=hint)


def priced_facts(snapshot: Snapshot) -> dict[str, Quantity]:
    """Return the facts of all guides that are prices, and are in their text, with the price that the guide itself names."""
    found: dict[str, Quantity] = {}
    for guide in snapshot.guides():
        try:
            facts, named = front_in(snapshot, guide).facts, set(FACT.findall(snapshot.read(guide_file(guide)).text))
        except PublishError:  # reported with the guide
            continue
        prices = {name: value for name, value in facts.items() if isinstance(value, Quantity) and value.currency and name in named}
        found = prices | found
    return found


def clinic_facts(snapshot: Snapshot, guide: str) -> Iterator[Finding]:
    """Yield an error for each ``{clinic.…}`` in ``guide`` that no clinic of the workspace can fill in."""
    lines, known = Lines.of(snapshot.read(guide_file(guide)).text), _known_facts(snapshot)
    for block in guide_in(snapshot, guide).walk():
        for text in block.texts:
            links = (node.href for node in nodes_in(text.inlines) if isinstance(node, Link))
            written = text.message.msgid if text.message else ""
            for name in dict.fromkeys(name for part in (written, *links) for name in fact_names(part) if name.startswith("clinic.")):
                if name not in known:
                    finding = _missing(guide, name, known, written)
                    yield lines.locate(finding, f"{{{name}}}")


def _known_facts(snapshot: Snapshot) -> list[str]:
    """Return the names of the facts that a clinic can have; none without a clinic."""
    found: list[str] = []
    for clinic in snapshot.clinics():
        try:
            phones = (f"phone.{phone.key}" for phone in read_clinic(snapshot, clinic).phones if phone.name)
            found += (f"clinic.{key}" for key in (*KEYS, *phones))
        except PublishError:  # reported with the clinic
            found += (f"clinic.{key}" for key in KEYS)
    return list(dict.fromkeys(found))


def _missing(guide: str, name: str, known: list[str], written: str) -> Finding:
    if not known:
        message, hint = f"the guide names “{name}”, but there is no clinic", "add source/clinics/<clinic>.toml"
        return Finding(Severity.ERROR, "clinic-missing", message, file=guide_file(guide), msgid=written or None, hint=hint)
    hint = did_you_mean(name, known, f"clinics have {', '.join(known)}")
    return Finding(Severity.ERROR, "unknown-fact", f"there is no fact “{name}”", file=guide_file(guide), msgid=written or None, hint=hint)

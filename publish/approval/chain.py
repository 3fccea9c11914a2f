"""Chain the lines of a file of signatures, so that a line that was changed, moved or deleted is found.

An approval or a revocation names itself: ``id`` is a digest of all its other fields. It also names, in ``after``, the lines that were the
last when it was written. Usually that is one line. After a merge of two branches it can be several: each branch has added lines after the
same one, in either order, and the next signature names the last line of both. Lines of older versions have neither field; their id is the
digest of what they say, and the first line that has the fields names all of them. See docs/decisions/035-signatures-in-a-chain.md.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

ID, AFTER, REVOKES = "id", "after", "revokes"
_LENGTH = 32  # hexadecimal digits of an id: 128 bits


def record_id(record: dict[str, Any]) -> str:
    """Return the id of an approval or a revocation: the SHA-256, shortened, of its other fields, in any order."""
    content = {field: value for field, value in record.items() if field != ID}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def chained(records: Iterable[dict[str, Any]], heads: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield ``records`` to append, with an id for each approval and revocation; ``heads`` are the ids that the first one comes after."""
    for record in records:
        if record["kind"] == "text":  # a text is named by its digest
            yield record
            continue
        fields = {**record, AFTER: list(heads)}
        fields[ID] = record_id(fields)
        fields["digests"] = fields.pop("digests")  # last, because it is long
        heads = (fields[ID],)
        yield fields

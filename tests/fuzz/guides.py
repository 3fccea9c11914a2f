"""Print generated guides: ``python -m tests.fuzz.guides [--count 500] [--seed 0]``.

Each guide is built by the command, in a layout and a language of its own. None may take more than `MOST_SECONDS` of processor time
or `MOST_BYTES`, or end the command with a failure of its own (exit 3); no text of a PDF may be lost or lie off the paper.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pypdfium2

MOST_SECONDS, MOST_BYTES = 60.0, 1024**3
MARK = re.compile(r"k\d+")
LAYOUTS = ("handout", "handout", "booklet", "large-print", "easy-read", "brochure", "web")
WORDS = {
    "en": "the clinic day take water pain skin before after medicine rest call doctor evening never not until slowly warm a to of",
    "ar": "العيادة يوم خذ ماء ألم الجلد قبل بعد الدواء راحة اتصل الطبيب مساء لا حتى ببطء دافئ من إلى في",
    "th": "คลินิก วันนี้ ดื่มน้ำ ปวด ผิวหนัง ก่อน หลัง ยา พักผ่อน โทรหา แพทย์ ตอนเย็น ห้าม จนกว่า ช้าๆ อุ่น",
    "zh_Hans": "诊所 每天 服用 水 疼痛 皮肤 之前 之后 药物 休息 致电 医生 晚上 不要 直到 慢慢",
    "hi": "क्लिनिक दिन लें पानी दर्द त्वचा पहले बाद दवा आराम फोन डॉक्टर शाम नहीं तक धीरे",
}
LONG = (
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "pneumonoultramicroscopicsilicovolcanoconiosis",
    "1,2,3,4,5,6-hexahydroxycyclohexane" * 2,
)
DOSES = ("5 mg", "1–2 × 500 mg", "38.5 °C", "> 120/80 mmHg", "18 months", "—", "0.5 ml/kg", "")
BOXES = ("warning", "key-points", "when-to-call", "short", "full", "benefits", "off-label")


class GuideMaker:
    """Makes one guide from a seed. Each block holds a mark of its own (``k12``), so that a lost text is found."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.locale = self.random.choice(("en", "en", *WORDS))
        self.layout = self.random.choice(LAYOUTS)
        self.words = WORDS[self.locale].split()
        self.marks = 0
        self.short = set[int]()  # marks that a full edition leaves out
        self.files: dict[str, bytes] = {}

    def text(self) -> str:
        """Return the guide in Markdown: of 1 to 40 blocks, with many headings, a few, or none."""
        headings = self.random.choice((0.0, 0.1, 0.3, 0.6))
        parts = [f"# {self.sentence(4)}"]
        for _ in range(self.random.choice((1, 2, 4, 4, 8, 8, 40))):
            if self.random.random() < headings:
                parts.append(f"{'#' * self.random.choice((2, 2, 3, 4))} {self.sentence(self.random.choice((1, 4, 25)))}")
            parts.append(self.block())
        return "\n\n".join(parts) + "\n"

    def sentence(self, words: int) -> str:
        """Return some words with a mark; now and then one is very long, set off, or a dose."""
        found = [self.word() for _ in range(self.random.randint(1, words))]
        self.marks += 1
        return " ".join([*found, f"k{self.marks}"])

    def word(self) -> str:
        """Return one word."""
        kind = self.random.random()
        if kind < 0.01:
            return self.random.choice(LONG)
        word = self.random.choice(self.words)
        return f"**{word}**" if kind < 0.04 else self.random.choice(DOSES) if kind < 0.07 else word

    def block(self) -> str:
        """Return one block."""
        make = self.random.choice((self.paragraph, self.paragraph, self.items, self.items, self.table, self.picture, self.box))
        return make()

    def paragraph(self) -> str:
        """Return a paragraph, now and then a page long."""
        return ". ".join(self.sentence(18) for _ in range(self.random.choice((1, 2, 4, 40)))) + "."

    def items(self) -> str:
        """Return a list, which may hold lists."""
        return "\n".join(self._items(0, self.random.choice((1, 2, 5, 30))))

    def _items(self, depth: int, count: int) -> Iterator[str]:
        sign = self.random.choice(("- ", "1. "))
        for _ in range(count):
            yield " " * depth * 4 + sign + self.sentence(self.random.choice((2, 12, 80)))
            if depth < 4 and self.random.random() < 0.2:
                yield from self._items(depth + 1, self.random.randint(1, 4))

    def table(self) -> str:
        """Return a table of 1 to 16 columns, with cells of any length."""
        columns, rows = self.random.choice((1, 2, 3, 5, 9, 16)), self.random.choice((1, 3, 8, 40))
        longest = self.random.choice((1, 4, 30, 200 // columns + 1))
        lines = [self._row(columns, 2), "|" + "---|" * columns]
        return "\n".join([*lines, *(self._row(columns, longest) for _ in range(rows))])

    def _row(self, columns: int, longest: int) -> str:
        cells = (self.random.choice(DOSES) if self.random.random() < 0.2 else self.sentence(longest) for _ in range(columns))
        return "|" + "|".join(f" {cell} " for cell in cells) + "|"

    def picture(self) -> str:
        """Return a drawing, of any shape from a strip to a tower."""
        width, height = self.random.choice(((400, 300), (800, 60), (60, 800), (300, 300), (1600, 1200)))
        name = f"drawing{len(self.files)}.svg"
        self.files[name] = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><title>Skin</title>'
            f'<rect width="{width}" height="{height}" fill="#dde"/><circle cx="30" cy="30" r="20"/></svg>'
        ).encode()
        title = f' "{self.sentence(8).replace("**", "")}"' if self.random.random() < 0.5 else ""
        return f"![{self.random.choice(self.words)}]({name}{title})"

    def box(self) -> str:
        """Return blocks in a box."""
        role, first = self.random.choice(BOXES), self.marks + 1
        inner = [self.random.choice((self.paragraph, self.items, self.table))() for _ in range(self.random.randint(1, 3))]
        heading = [f"## {self.sentence(4)}"] if self.random.random() < 0.6 else []
        if role == "short":
            self.short.update(range(first, self.marks + 1))
        return "\n\n".join([f":::: {role}", *heading, *inner, "::::"])


def write_workspace(maker: GuideMaker, root: Path) -> None:
    """Write the guide of ``maker`` as a workspace in ``root``."""
    folder = root / "source" / "made"
    folder.mkdir(parents=True)
    text = maker.text()
    (root / "source" / "project.toml").write_text(f'[project]\nsource_locale = "{maker.locale}"\nlocales = []\n', "utf-8")
    (folder / "guide.toml").write_text('edition = "2026.1"\npublished = 2026-11-23\n', "utf-8")
    (folder / "guide.md").write_text(text, "utf-8")
    for name, data in maker.files.items():
        (folder / name).write_bytes(data)


def faults(seed: int, root: Path) -> Iterator[str]:
    """Build the guide of ``seed`` in the folder ``root``; yield what must not be."""
    maker = GuideMaker(seed)
    write_workspace(maker, root)
    command = [sys.executable, "-m", "publish", "-C", str(root), "build", "--jobs", "1", "--layout", maker.layout, "--paper", "A4"]
    with (root / "out.txt").open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    told = (root / "out.txt").read_text("utf-8", "replace")
    cost = f"{seconds:.1f} s, {used.ru_maxrss // 1024} MB"
    print(f"{seed}: {maker.locale} {maker.layout}, {maker.marks} texts, exit {code}, {cost}", flush=True)
    if code not in (0, 1):
        yield f"exit {code}: {told[-1500:]}"
    if seconds > MOST_SECONDS or used.ru_maxrss * 1024 > MOST_BYTES:
        yield cost
    if code == 1:
        yield f"(refused) {told[:600]}"
    for path in sorted((root / "dist").rglob("*.pdf")) if code == 0 else ():
        yield from (f"{path.name}: {fault}" for fault in paper_faults(path, maker))


def paper_faults(path: Path, maker: GuideMaker) -> Iterator[str]:
    """Yield the marks that the PDF at ``path`` lacks, and the letters that lie off its pages."""
    found = set[str]()
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            left, bottom, right, top = page.get_cropbox()
            letters = page.get_textpage()
            found.update(MARK.findall(letters.get_text_range()))
            for place in range(letters.count_chars()):
                x, y, x_end, y_end = letters.get_charbox(place)
                is_off = x < left - 1 or y < bottom - 1 or x_end > right + 1 or y_end > top + 1
                if is_off and not letters.get_text_range(place, 1).isspace():
                    yield f"page {number}: a letter lies off the paper: {letters.get_text_range(place, 20)!r}"
                    break
    if maker.layout in ("handout", "booklet", "large-print"):
        lost = [mark for mark in (f"k{number}" for number in {*range(1, maker.marks + 1)} - maker.short) if mark not in found]
        if lost:
            yield f"lost: {len(lost)} of {maker.marks}: {' '.join(lost[:20])}"


def main() -> int:
    """Print the guides; return 1 if one of them has a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guides", description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0, help="of the first guide; the next ones count up")
    options = parser.parse_args()
    broken = refused = 0
    for seed in range(options.seed, options.seed + options.count):
        with tempfile.TemporaryDirectory() as name:
            found = list(faults(seed, Path(name)))
        broken += any(not fault.startswith("(refused)") for fault in found)
        refused += any(fault.startswith("(refused)") for fault in found)
        for fault in found:
            print(f"  {fault}", flush=True)
    print(f"{options.count} guides from --seed {options.seed}: {broken} with faults, {refused} refused", flush=True)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())

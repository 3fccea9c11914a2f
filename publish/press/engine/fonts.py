"""Limit printing to the font families of a job, and tell which font files were used.

Fontconfig reads the file that ``FONTCONFIG_FILE`` names each time a configuration is made. Ours rejects every font and then accepts the
families of the job, so that other installed fonts change nothing.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from publish.press.job import FontUsed
from publish.project import PublishError, problem

# Where the packages of Debian, Fedora and macOS, and the user, put fonts. A missing folder does no harm.
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)
CJK = "Noto Sans CJK"
# Families whose bold file says in its weight class that it is regular, as Debian's does. By weight, fontconfig takes either for either, and
# a “not” in bold prints as any other word, so their files are found by the names of their styles.
BOLD_IN_NAME_ONLY = ("Noto Nastaliq Urdu",)


def package_hint(*families: str) -> str:
    """Return what to do about missing ``families``: which packages of Noto to install, or where the names of other fonts stand."""
    others = [family for family in families if not family.startswith("Noto ")]
    if others:
        return f"install {_quoted(others)}, or correct the name under [brand] or in layouts/typography.toml"
    debian = dict.fromkeys("fonts-noto-cjk" if _is_cjk(family) else "fonts-noto-core" for family in families)
    kebabs = dict.fromkeys(map(_kebab, families))
    fedora, macos = ([form.format(name) for name in kebabs] for form in ("google-{}-fonts", "font-{}"))
    lists = (" ".join(names) for names in (debian, fedora, macos))
    what = _quoted(families) if len(families) == 1 else "them"
    return "install {}: Debian/Ubuntu {}, Fedora {}, macOS (Homebrew) {}".format(what, *lists)


def _is_cjk(family: str) -> bool:
    return family.startswith((CJK, "Noto Serif CJK"))


def _kebab(family: str) -> str:
    """Return the name of a family in package names; one package has all of Chinese, Japanese and Korean."""
    name = " ".join(family.split()[:3]) if _is_cjk(family) else _spellings(family)[-1]
    return name.lower().replace(" ", "-")


def _quoted(families: Iterable[str]) -> str:
    return ", ".join(f"“{family}”" for family in families)


@lru_cache(maxsize=16)
def open_fonts(families: tuple[str, ...]) -> Any:
    """Return WeasyPrint's font configuration with ``families`` alone; it is kept for the life of the process.

    That saves 10 ms and a leak of 360 kB each time. Raises `PublishError` (``font-missing``) that names all missing families.
    """
    from weasyprint.text.fonts import FontConfiguration

    with _private_fontconfig(families):
        configuration = FontConfiguration()
    missing = [family for family in families if not _match(configuration, family)]
    if missing:
        raise _missing(missing)
    return configuration


@lru_cache(maxsize=16)
def screen_fonts(families: tuple[str, ...]) -> Any:
    """Return a font configuration for a page that is not printed, whether or not ``families`` are installed.

    It follows our rules, too: Pango asks the first configuration of a process for the weight of a font, also where a later one prints.
    """
    from weasyprint.text.fonts import FontConfiguration

    with _private_fontconfig(families):
        return FontConfiguration()


def font_files(families: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the name and the SHA-256 of each font file that may print where ``families`` are allowed, sorted.

    Raises `PublishError` (``font-missing``) as `open_fonts` does.
    """
    from weasyprint.text.ffi import fontconfig

    found = fontconfig.FcConfigGetFonts(open_fonts(families)._config, fontconfig.FcSetSystem)
    paths = {path for number in range(found.nfont) for path in _strings(found.fonts[number], b"file")}
    return tuple(sorted((Path(path).name, _digest(path, os.stat(path).st_mtime_ns)) for path in paths))


def fonts_used(configuration: Any, printed: Iterable[Any]) -> tuple[FontUsed, ...]:
    """Return the font files that WeasyPrint's fonts ``printed`` came from, each once."""
    names = {(font.family, font.name.decode().split("+", 1)[-1].replace("-", " ")) for font in printed}
    return tuple(_font_used(configuration, family, name) for family, name in sorted(names))


def _font_used(configuration: Any, family: str, name: str) -> FontUsed:
    """Return the file of the font that Pango describes as ``name`` (family, then weight and style)."""
    path = _match(configuration, family, name.removeprefix(family).strip() or "Regular")
    if path is None:
        return FontUsed(name, family, "", "")
    return FontUsed(name, family, Path(path).name, _digest(path, os.stat(path).st_mtime_ns))


@contextmanager
def _private_fontconfig(families: tuple[str, ...]) -> Iterator[None]:
    """Let ``FONTCONFIG_FILE`` name a file of ours while the block runs."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as file:
        file.write(fontconfig_xml(families))
        file.flush()
        os.environ["FONTCONFIG_FILE"] = file.name
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def fontconfig_xml(families: tuple[str, ...]) -> str:
    """Return the fontconfig file that accepts ``families`` and rejects every other font.

    Accepted fonts win over rejected ones (fontconfig user's manual, ``selectfont``). Hinting is off because it would make glyph
    widths depend on the size.
    """
    folders = "".join(f"<dir>{folder}</dir>" for folder in FOLDERS)
    names = (name for family in families for name in _spellings(family))
    accepted = "".join(f'<pattern><patelt name="family"><string>{escape(name)}</string></patelt></pattern>' for name in names)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"{folders}<selectfont><acceptfont>{accepted}</acceptfont><rejectfont><pattern/></rejectfont></selectfont>"
        '<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>'
        f"{''.join(map(_styles_by_name, BOLD_IN_NAME_ONLY))}"
        '<cachedir prefix="xdg">fontconfig</cachedir><cachedir>/var/cache/fontconfig</cachedir></fontconfig>'
    )


def _styles_by_name(family: str) -> str:
    """Return the rules of fontconfig that choose the regular or the bold file of ``family`` by name, and tell the bold one's weight."""
    named = f'<test name="family"><string>{escape(family)}</string></test>'
    ask = (
        '<match target="pattern">{0}<test name="weight" compare="{1}"><const>demibold</const></test>'
        '<edit name="style"><string>{2}</string></edit></match>'
    )
    tell = '<match target="font">{0}<test name="style"><string>Bold</string></test><edit name="weight"><const>bold</const></edit></match>'
    return ask.format(named, "less", "Regular") + ask.format(named, "more_eq", "Bold") + tell.format(named)


def _match(configuration: Any, family: str, style: str = "") -> str | None:
    """Return the path of the font that fontconfig finds for ``family``, or ``None`` where the family is not installed."""
    from weasyprint.text.ffi import ffi, fontconfig

    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"family", family.encode())
    if style:
        fontconfig.FcPatternAddString(pattern, b"style", style.encode())
    fontconfig.FcConfigSubstitute(configuration._config, pattern, fontconfig.FcMatchFont)
    fontconfig.FcDefaultSubstitute(pattern)
    found = fontconfig.FcFontMatch(configuration._config, pattern, ffi.new("FcResult *"))
    if found == ffi.NULL:
        return None
    found = ffi.gc(found, fontconfig.FcPatternDestroy)
    names = map(family_key, _strings(found, b"family"))
    return next(_strings(found, b"file"), None) if family_key(family) in names else None


def family_key(family: str) -> str:
    """Return a family name as fontconfig compares it: without case or spaces."""
    return family.casefold().replace(" ", "")


def _spellings(family: str) -> tuple[str, ...]:
    """Return the names of a family: Debian's “Noto Sans Symbols2” is “Noto Sans Symbols 2” elsewhere."""
    return tuple(dict.fromkeys((family, re.sub(r"(?<=[a-z])(?=\d+$)", " ", family))))


def _strings(pattern: Any, field: bytes) -> Iterator[str]:
    from weasyprint.text.ffi import ffi, fontconfig

    value, index = ffi.new("FcChar8 **"), 0
    while fontconfig.FcPatternGetString(pattern, field, index, value) == fontconfig.FcResultMatch:
        yield ffi.string(value[0]).decode()
        index += 1


@lru_cache(maxsize=256)
def _digest(path: str, _changed_ns: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _missing(families: Sequence[str]) -> PublishError:
    subject = "font family {} is" if len(families) == 1 else "font families {} are"
    return problem("font-missing", f"the {subject.format(_quoted(families))} not installed", hint=package_hint(*families))

"""Pseudo-locales: translations that are made up, to see what a layout does before anybody has translated.

``en_XA`` has accents and grows by 40%, as German or Tamil may; ``ar_XB`` is the source in Arabic letters, read
from right to left. The names are those of CLDR and Android. Both read almost like the source, so that whoever
tests a page knows where they are; what still is plain English on it was never extracted. No bidi control is
used: letters of the right script alone show whether fonts and directions are right.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from publish.catalog.locales import plural_forms
from publish.po.model import Catalog, Entry
from publish.po.plurals import parse_plural_forms

GROWTH = 0.4
ACCENTED, RIGHT_TO_LEFT = "en_XA", "ar_XB"
PSEUDO_LOCALES = {ACCENTED: "Pseudo (accented)", RIGHT_TO_LEFT: "Pseudo (right to left)"}

_KEPT = re.compile(
    r"(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)"  # code
    r"|\]\((?:<[^>\n]*>|(?:\\.|[^\s()\\])*)(?=\)|\s)"  # the target of a link or an image
    r"|<[^<>\s]+>"  # an address in angle brackets, or what looks like a tag
    r"|\{[^{}]*\}|\[\^[^\]]+\]|%\(\w+\)[a-z]|%%"  # facts, attributes, citations, fields
    r"|(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # addresses in the words
    r"|&#?\w+;|\\.",
    re.DOTALL,
)
_VOWELS = "aeiouAEIOU"
_ACCENTS = str.maketrans(
    "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ", "áƀçđéƒĝĥíĵķļɱñöþŕšţúṽŵẋýžÁɃÇĐÉƑĜĤÍĴĶĻṀÑÖÞŔŠŢÚṼŴẊÝŽ"
)
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابصديفغهعجكلمنوثقرستطظشخئز")
# Short words in capitals stay: an Arabic text has DHT and FDA in it too, and they try the order of the line.
_ARABIC_WORD = re.compile(r"\b(?![A-Z]{2,4}\b)[A-Za-z]+")
# Letters of other Latin alphabets first lose what makes them others: für is fur, Straße is Strasse.
_LATIN_MARK = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")
_UNMARKED = str.maketrans({"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"})
_ARABIC_MARKS = str.maketrans("?;,", "؟؛،")
_MARK = re.compile(r"(?<!\d)[?;,](?=\W|$)")


def is_pseudo(locale: str) -> bool:
    """Tell whether ``locale`` is a pseudo-locale: it has no catalogs, and nothing in it is ever released."""
    return locale in PSEUDO_LOCALES


def base_of(locale: str) -> str:
    """Return the locale whose numbers, plurals and letters ``locale`` uses: ``ar`` for ``ar_XB``, any other itself."""
    return locale.partition("_")[0] if is_pseudo(locale) else locale


def pseudo_text(locale: str, msgid: str) -> str:
    """Return ``msgid`` in a pseudo-locale; placeholders, markup, link targets, citations and addresses are kept.

    Raises `KeyError` for a locale that is none.
    """
    change = _CHANGES[locale]()
    parts, end = [], 0
    for found in _KEPT.finditer(msgid):
        parts += [change(msgid[end : found.start()]), found[0]]
        end = found.end()
    return "".join((*parts, change(msgid[end:])))


def pseudo_catalog(template: Catalog, locale: str) -> Catalog:
    """Return the messages of ``template``, all translated into the pseudo-locale."""
    forms = plural_forms(base_of(locale))
    entries = tuple(_translated(entry, locale, forms) for entry in template.messages)
    header = Catalog().with_headers(Language=locale, Content_Type="text/plain; charset=UTF-8", Plural_Forms=forms)
    return replace(header, entries=(*header.entries, *entries))


def _translated(entry: Entry, locale: str, forms: str) -> Entry:
    if entry.msgid_plural is None:
        return replace(entry, msgstr=pseudo_text(locale, entry.msgid), origin=None)
    number, plural = parse_plural_forms(forms)
    texts = [pseudo_text(locale, entry.msgid_plural)] * number
    texts[plural(1)] = pseudo_text(locale, entry.msgid)
    return replace(entry, msgstr_plural=tuple(texts), origin=None)


def _grower() -> Callable[[str], str]:
    """Return the change to accents; vowels are repeated until the text has grown, the rest is owed to the next piece.

    Of scripts without vowels in a row (Arabic, Chinese, Hindi), any letter is repeated.
    """
    owed = 0.0

    def _grown(text: str) -> str:
        nonlocal owed
        letters = []
        for letter in text:
            owed += GROWTH
            more = min(int(owed), 2) if letter in _VOWELS or unicodedata.category(letter) == "Lo" else 0
            owed -= more
            letters.append(letter + letter.lower() * more)
        return "".join(letters).translate(_ACCENTS)

    return _grown


def _mirrored(text: str) -> str:
    bare = unicodedata.normalize("NFC", _LATIN_MARK.sub("", unicodedata.normalize("NFD", text.translate(_UNMARKED))))
    arabic = _ARABIC_WORD.sub(lambda word: word[0].lower().translate(_ARABIC), bare)
    return _MARK.sub(lambda mark: mark[0].translate(_ARABIC_MARKS), arabic)


_CHANGES: dict[str, Callable[[], Callable[[str], str]]] = {ACCENTED: _grower, RIGHT_TO_LEFT: lambda: _mirrored}

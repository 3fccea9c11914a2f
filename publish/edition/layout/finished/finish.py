"""Finish a page when its edition code is known: the code itself, and what is not part of it because it says nothing of the text."""

import json
import re
from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from publish.edition.layout.finished.policy import add_policy
from publish.edition.layout.page import CODE, Page
from publish.edition.passes.tree import Element, write_page
from publish.edition.values.withdrawn import WithdrawnCode

DOCTYPE = "<!DOCTYPE html>\n"
# Where the template of a web page wants the known codes, and those that are there already.
_COPIES = '<i class="copies"></i>'
_LISTED = re.compile(re.escape(_COPIES) + r'(?:<i id="[^"]*" class="copy-is-[a-z]+"></i>)*')


def with_code(html: str, code: str) -> str:
    """Return ``html`` with the edition code as text: it begins with what guide.toml says. In an address it stands with percent signs."""
    return html.replace(CODE, escape(code, quote=True)).replace(quote(CODE), quote(code, safe=""))


def finish_web_page(root: Element, page: Page, code: str, withdrawn: tuple[WithdrawnCode, ...]) -> str:
    """Return the web page with the policy that lets it load nothing, its linked data, and the codes of copies that were withdrawn."""
    add_policy(root, lambda text: text.replace(CODE, code), lambda text: with_code(text, code))
    whole = with_code(write_page(root), code)
    whole = DOCTYPE + whole[whole.index("<html") :]  # without it, browsers compute styles by other rules
    marked = mark_copies(whole, {each.code: "withdrawn" for each in withdrawn if each.is_about(page.name, page.language.locale)})
    return marked.replace("</head>", f"{_linked_data(page, code)}</head>", 1)


def mark_copies(html: str, states: Mapping[str, str]) -> str:
    """Return a web page that knows the state of each code in ``states``: ``current``, ``superseded``, ``withdrawn`` or ``draft``.

    Each code is the ``id`` of an empty element. The address of the page with ``#`` and a code makes it the target, and the style sheet
    shows the sentence of its state: without a script.
    """
    marks = "".join(f'<i id="{escape(code, quote=True)}" class="copy-is-{state}"></i>' for code, state in sorted(states.items()))
    return _LISTED.sub(lambda _: _COPIES + marks, html, count=1)


def _linked_data(page: Page, code: str) -> str:
    """Return what the page is, for search engines (https://schema.org/MedicalWebPage)."""
    about = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": page.title_text,
        "description": page.description,
        "url": page.web_address,
        "inLanguage": page.language.tag,
        "version": page.front.edition,
        "identifier": code,
        "datePublished": page.front.published.isoformat(),
        "lastReviewed": page.reviewed.isoformat() if page.reviewed else "",
        "reviewedBy": {"@type": "Person", "name": page.reviewer} if page.reviewer else "",
        "publisher": {"@type": "MedicalOrganization", "name": page.clinic.name} if page.clinic.name else "",
    }
    return data_block({name: value for name, value in about.items() if value})


def data_block(data: object, kind: str = "application/ld+json", name: str = "") -> str:
    """Return ``data`` as an element that browsers do not run, with nothing in it that could end the element; ``name`` is its id."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    named = f' id="{name}"' if name else ""
    return f'<script type="{kind}"{named}>{text}</script>\n'

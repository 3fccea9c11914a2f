"""Put a flag, a sign and the word, over every warning, because nothing may be said by colour alone.

Where the heading of a warning says the word (“Warning signs”), it has the sign, and there is no flag: the word would stand twice.
"""

from publish.edition.passes.tree import Element, add_class, has_class, parse_fragment, text_of_element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def add_flags(root: Element, flag: str) -> None:
    """Put ``flag`` (HTML) at the head of every warning in ``root``, or the sign alone at a heading that says the word of the flag."""
    for section in [each for each in root.iter("section") if has_class(each, "warning")]:
        heading = first_heading(section)
        if heading is not None and says_word(heading, flag):
            sign_heading(heading)
        else:
            _insert(section, flag)


def first_heading(parent: Element) -> Element | None:
    """Return the heading (or title of a section) that ``parent`` begins with, None if it begins with something else."""
    first = next(iter(parent), None)
    is_heading = first is not None and not (parent.text or "").strip() and (first.tag in _HEADINGS or _is_title(first))
    return first if is_heading else None


def says_word(heading: Element, flag: str) -> bool:
    """Tell whether ``heading`` has the word of ``flag`` in it."""
    return _words(parse_fragment(flag)) in _words(heading)


def sign_heading(heading: Element) -> None:
    """Give ``heading`` the sign of a warning."""
    add_class(heading, "flagged")


def _is_title(element: Element) -> bool:
    return bool(element.tag == "p" and element.get("class") == "title")


def _words(element: Element) -> str:
    return text_of_element(element).casefold().strip()


def _insert(section: Element, flag: str) -> None:
    inserted = parse_fragment(flag)
    section.text = (section.text or "") + (inserted.text or "")
    for place, child in enumerate(list(inserted)):
        section.insert(place, child)

"""Names of people, as they are compared where two must be different people."""

import re
import unicodedata

_BESIDE = re.compile(r"<[^<>]*>|\([^()]*\)")  # an address or a remark behind a name
_DEGREES = re.compile(r"\b(?:ph\.?\s?d|m\.d|d\.o|r\.n|d\.d\.s|m\.sc|b\.sc|m\.p\.h|mph|д-р)\b", re.IGNORECASE)
_JOINED = "医生 醫生 医师 醫師 大夫 博士 教授 主任 护士 護士 先生 女士 さん 박사 의사 교수 선생님 간호사"  # written without a space
_AT_EDGES = re.compile("(?<!\\w)(?:{0})|(?:{0})(?!\\w)".format(_JOINED.replace(" ", "|")))
_TITLES = frozenset(
    # As `_plain` gives them. None that is a common name too: “Ma” is no Master of Arts here.
    "dr dra drs prof profa professor professora professeur docteur doctor doctora doutor doutora dott dottssa dottore dottoressa "
    "md phd mbbs rn msc bsc mph dds pharmd frcp facp mudr doc uzm mr mrs ms miss herr frau monsieur madame sr sra senor senora "
    "dipl ing mag med dent habil lic op lek mgr bs врач доктор профессор проф лікар δρ "
    "د ا دكتور دكتورة الدكتور الدكتورة طبيب طبيبة الطبيب الطبيبة دکتر डॉ डा डॉक्टर प्रो ดร นพ พญ".split()
)


def person(name: str) -> str:
    """Return a name as names are compared: without case, width, accents, punctuation, invisible signs, titles, or order of its words.

    So “Dr. Núñez, José” is ``JOSE NUNEZ <jose@example.org>``. To take two people for one makes them ask; the other mistake prints.
    """
    bare = _BESIDE.sub(" ", name)
    words = _plain(_AT_EDGES.sub(" ", _DEGREES.sub(" ", unicodedata.normalize("NFC", bare))))
    named = [word for word in words if word not in _TITLES] or words or _plain(bare)
    return " ".join(sorted(named)) or " ".join(name.split())


def _plain(text: str) -> list[str]:
    """Return the words of ``text`` in small letters without marks."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_letter(sign) for sign in letters if not unicodedata.combining(sign)).split()


def _letter(sign: str) -> str:
    kind = unicodedata.category(sign)
    return "" if kind == "Cf" else " " if kind[0] in "PSZC" else sign

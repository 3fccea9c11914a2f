"""Small jobs in five scripts, enough to make every step of the press work."""

import re
from dataclasses import replace
from html import unescape

import pytest

from publish.press import Job, print_job
from publish.project import PublishError, Severity

# Title, a paragraph with numbers, a list item.
TEXTS = {
    "en": (
        "Small doses under the skin",
        "The clinician injects a small amount of medicine. A session takes 10 to 30 minutes.",
        "Common effects are pain, redness and itching. They usually pass in a day or two.",
    ),
    "ar": (
        "حقن جرعات صغيرة",
        'يحقن الطبيب كمية صغيرة من الدواء. تستغرق الجلسة من <span dir="ltr">10</span> إلى <span dir="ltr">30</span> دقيقة.',
        "الآثار الشائعة هي الألم والاحمرار والحكة، وعادة ما تزول خلال يوم أو يومين.",
    ),
    "hi": (
        "त्वचा में छोटी खुराक",
        "चिकित्सक दवा की थोड़ी मात्रा इंजेक्ट करता है। एक सत्र में 10 से 30 मिनट लगते हैं।",
        "सामान्य प्रभाव दर्द, लालिमा और खुजली हैं। वे आमतौर पर एक या दो दिन में ठीक हो जाते हैं।",
    ),
    "zh-Hans": ("小剂量皮内注射", "医生注射少量药物。一次治疗需要10至30分钟。", "常见的反应是疼痛、发红和发痒。通常一两天内消失。"),
    "ko": (
        "소량 피내 주사",
        "의사가 소량의 약물을 주사합니다. 한 번의 시술은 10분에서 30분 걸립니다.",
        "흔한 부작용은 통증, 발적, 가려움입니다. 보통 하루나 이틀 안에 사라집니다.",
    ),
}
FAMILIES = {
    "en": ("Noto Sans",),
    "ar": ("Noto Naskh Arabic", "Noto Sans"),
    "hi": ("Noto Sans Devanagari", "Noto Sans"),
    "zh-Hans": ("Noto Sans CJK SC", "Noto Sans"),
    "ko": ("Noto Sans CJK KR", "Noto Sans"),
}
# How many sections fill the three inside panels of a brochure.
SECTIONS = {"en": 6, "ar": 9, "hi": 6, "zh-Hans": 9, "ko": 6}
STYLE = """
html { font-size: var(--size); line-height: 1.5; font-family: FAMILIES }
@page { margin: 10mm; @bottom-center { content: counter(page); font-size: 8pt; font-family: FAMILIES; height: 6mm; vertical-align: top } }
.cover { page: cover; break-after: page } .inside { page: inside } .flap { page: flap } .back { page: back }
body { margin: 0 }
h1, h2 { font-size: 1.2em; break-after: avoid }
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120" direction="{direction}" font-family="Noto Sans">'
    '<rect width="400" height="120" fill="#e4f0f1"/><text x="200" y="70" font-size="24" text-anchor="middle">{title}</text></svg>'
)


def job(language: str = "en", sections: int = 0, fold: str | None = None, paper: str = "A4") -> Job:
    """Return a job in ``language``: a handout, or the brochure of ``fold``; without ``sections`` a full one."""
    sections = sections or SECTIONS[language]
    title, _, item = TEXTS[language]
    direction = "rtl" if language == "ar" else "ltr"
    body = _panels(language, sections, fold) if fold else f"{_opening(title)}{_sections(language, sections)}{_links(title)}"
    head = f'<!doctype html><html lang="{language}" dir="{direction}"><head><title>{title}</title></head>'
    return Job(
        name="sample",
        html=f"{head}<body>{body}</body></html>",
        stylesheets=(STYLE.replace("FAMILIES", ", ".join(f'"{family}"' for family in FAMILIES[language])),),
        files=(("drawing.svg", DRAWING.format(direction=direction, title=title).encode()),),
        language=language,
        locale=language.replace("-", "_"),
        direction=direction,
        families=FAMILIES[language],
        paper=paper,
        fold=fold,
        min_size_pt=9 if fold else 12,
        max_size_pt=14 if fold else 12,
        title=title,
        modified="2026-11-23",
        layout="brochure" if fold else "handout",
    )


def with_body(html: str, **changes: object) -> Job:
    """Return a one-page English job that also holds ``html``."""
    base = job(sections=1)
    return replace(base, html=base.html.replace("</body>", f"{html}</body>"), **changes)


def errors_of(sample: Job) -> list[tuple[str, str]]:
    """Print a job that must fail; return its errors as (code, message)."""
    with pytest.raises(PublishError) as caught:
        print_job(sample)
    return [(finding.code, finding.message) for finding in caught.value.findings if finding.severity is Severity.ERROR]


def composed(sample: Job) -> str:
    """Return the visible text of a job."""
    return unescape(re.sub(r"<[^>]+>", " ", sample.html.partition("</head>")[2].replace('<span dir="ltr">', "").replace("</span>", "")))


def _opening(title: str) -> str:
    return f'<h1 id="top">{title}</h1><p><img src="drawing.svg" alt="{title}" style="width: 100%"></p>'


def _sections(language: str, count: int) -> str:
    title, paragraph, item = TEXTS[language]
    return "".join(f'<h2 id="part-{n}">{title}</h2><p>{paragraph}</p><ul><li>{item}</li></ul>' for n in range(count))


def _links(title: str) -> str:
    return f'<p><a href="https://example.org/">example.org</a></p><p><a href="#part-0">{title}</a></p>'


def _panels(language: str, sections: int, fold: str) -> str:
    title, paragraph, item = TEXTS[language]
    flap = "" if fold == "quarter" else f'<section class="flap"><h2>{item}</h2></section>'
    return (
        f'<section class="cover">{_opening(title)}</section><section class="inside">{_sections(language, sections)}</section>'
        f'{flap}<section class="back"><p>{paragraph}</p>{_links(title)}</section>'
    )

"""Words that are composed but not on paper stop the print."""

from dataclasses import replace

import pytest

from publish.press import print_job
from publish.press.proof.words import comparable
from tests.press.samples import errors_of, with_body


@pytest.mark.parametrize("style", ["display: none", "visibility: hidden", "color: transparent", "font-size: 0"])
def test_a_block_that_leaves_no_ink_is_lost(style):
    ((code, message),) = errors_of(with_body(f'<p style="{style}">No more than 0.5 mg.</p>'))
    assert code == "words-lost" and "No more than 0.5 mg." in message


def test_what_is_marked_hidden_need_not_print():
    print_job(with_body("<p hidden>A note to ourselves</p><template>never</template>"))


def test_repeated_table_heads_and_hyphens_lose_nothing():
    rows = "".join(f"<tr><td>Row {n}</td></tr>" for n in range(80))
    body = f"<table><thead><tr><th>When</th></tr></thead><tbody>{rows}</tbody></table>"
    body += '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><title>t</title><text y="6" font-size="5">Drawn</text></svg>'
    style = "width: 30mm; hyphens: auto"
    sample = with_body(f'{body}<p style="{style}">Straße, extraordinarily complicated pharmacokinetics</p>')
    assert print_job(replace(sample, stylesheets=(*sample.stylesheets, "p::first-letter { font-size: 2em }"))).pages > 1


def test_no_sign_of_a_dose_is_ignored():
    said = ["0.5 mg", "05 mg", "0,5 mg", "5 mg", "±5 mg", "<5 mg", "5 µg", "5 mg?", "½ mg"]
    assert len(set(map(comparable, said))) == len(said)
    assert comparable("0.5\u00a0mg a\u00adday") == comparable("0.5 mg\na-day")

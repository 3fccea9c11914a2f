"""Tests of recipes: equal digests for equal jobs, another one for whatever would print otherwise."""

import pickle
from dataclasses import fields, replace
from typing import Any

import pytest

from publish.press import Job
from publish.project import PublishError
from publish.release.reuse.recipe import Recipe, recipe_of

JOB = Job("asthma", "<p>Breathe</p>", ("p { color: red }",), (("a.svg", b"<svg/>"),))
OTHER: dict[str, Any] = {"float": 11.5, "int | None": 4, "bool": True, "str | None": "z", "tuple[str, bytes] | None": ("shop", b"icc")}


def other_value(name: str, kind: str) -> Any:
    """Return a value of the field ``name`` that `JOB` does not have."""
    tuples = {"files": (("a.svg", b"<svg></svg>"),), "families": ("Noto Sans", "Noto Sans Math")}
    return tuples.get(name) or OTHER.get(kind) or ("other" if kind == "str" else ("other",))


@pytest.mark.parametrize("name", [field.name for field in fields(Job)])
def test_every_field_of_the_job_changes_the_digest(name: str) -> None:
    kind = next(str(field.type) for field in fields(Job) if field.name == name)
    changed = replace(JOB, **{name: other_value(name, kind)})
    assert changed != JOB and recipe_of(changed).digest != recipe_of(JOB).digest


def test_files_cannot_be_mistaken_for_each_other() -> None:
    split = (replace(JOB, files=files) for files in ((("a", b"bc"),), (("ab", b"c"),), (("a", b""), ("bc", b""))))
    assert len({recipe_of(job).digest for job in split}) == 3


def test_equal_jobs_have_equal_recipes_wherever_they_come_from() -> None:
    recipe = recipe_of(pickle.loads(pickle.dumps(JOB)))
    assert recipe == recipe_of(JOB) and pickle.loads(pickle.dumps(recipe)).digest == recipe.digest


def test_fonts_and_tools_change_the_digest() -> None:
    recipe = recipe_of(JOB)
    (font, digest), *others = recipe.fonts
    assert font.startswith("NotoSans-") and len(digest) == 64
    digests = {replace(recipe, fonts=((font, "0" * 64), *others)).digest, replace(recipe, tools=recipe.tools[1:]).digest, recipe.digest}
    assert len(digests) == 3 and {"publish", "weasyprint", "Pango", "HarfBuzz"} <= {name for name, _ in recipe.tools}


def test_a_family_that_is_not_installed_has_no_recipe() -> None:
    with pytest.raises(PublishError, match="font-missing"):
        recipe_of(replace(JOB, families=("No Such Family",)))


def test_a_recipe_holds_no_path_of_this_machine() -> None:
    assert isinstance(recipe_of(JOB), Recipe) and b"/usr" not in pickle.dumps(recipe_of(JOB))

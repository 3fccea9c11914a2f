"""A short run of each fuzz target; ``python -m tests.fuzz`` runs them for as long as asked."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.targets import TARGETS, Target


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_the_invariant_holds(target: Target) -> None:
    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def _check(data: bytes) -> None:
        target.check(data)

    _check()

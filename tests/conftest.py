"""Settings for every test: the same examples on every run, many more of them in `make soak`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("seeded", derandomize=True, deadline=None, max_examples=60)
settings.register_profile(
    "soak", deadline=None, max_examples=5000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("seeded")

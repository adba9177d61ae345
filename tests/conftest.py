"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is; and which ones are tried is no matter of luck.
settings.register_profile("onethread", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onethread")

"""Versions that were tried, for each Python that has them all."""

from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from unittest.mock import Mock

import pytest

from grader.catalog.errors import CatalogError
from grader.packaging.pins import HERE, find_pins, supported_pythons


def test_the_pins_are_what_is_installed_here() -> None:
    """With what the needs need in turn."""
    pins = find_pins().of[HERE]
    assert {"pytest", "msgspec", "pluggy", "markupsafe"} <= set(pins)
    assert all(version(name) == pinned for name, pinned in pins.items())


def test_nothing_of_the_developers_is_pinned() -> None:
    """Nor is the grader itself: its wheel lies in the package."""
    assert not {"mypy", "nox", "hypothesis", "onethread"} & set(find_pins().of[HERE])


def test_the_pythons_are_those_that_the_kit_names() -> None:
    """The newest comes first, as it is looked for."""
    assert supported_pythons()[:3] == ("3.13", "3.12", "3.11")


def _without(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = distribution

    def looking(wanted: str) -> Distribution:
        if wanted == name:
            raise PackageNotFoundError(name)
        return real(wanted)

    monkeypatch.setattr("grader.packaging.pins.distribution", looking)


def test_a_need_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation is broken, and says at which part."""
    _without("msgspec", monkeypatch)
    with pytest.raises(CatalogError, match="`msgspec` is not installed"):
        find_pins()


def test_a_python_with_needs_of_its_own_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No version of them was ever tried here, so there is none to pin."""
    other = next(python for python in supported_pythons() if python != HERE)
    real = distribution("pluggy").requires

    backport = Mock(
        spec=Distribution, version="1.6", requires=[*(real or []), f'a-backport; python_version == "{other}"']
    )

    def looking(name: str) -> Distribution:
        return backport if name == "pluggy" else distribution(name)

    monkeypatch.setattr("grader.packaging.pins.distribution", looking)
    pins = find_pins()
    assert (other in pins.of, pins.missing) == (False, {other: "a-backport"})

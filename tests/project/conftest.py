import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def noxfile(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The part of noxfile.py that runs before nox is there, with a nox that knows nothing."""
    source = (ROOT / "noxfile.py").read_text(encoding="utf-8").split("\nimport nox\n")[0]
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    spec = importlib.util.spec_from_loader("noxfile_before_nox", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(ROOT / "noxfile.py")
    exec(compile(source, module.__file__, "exec"), module.__dict__)
    return module

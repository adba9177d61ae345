"""What looks at reports of attacks sees what would act on their readers."""

import pytest

from tests.attacks.shown import parts_that_act


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("terminal", "all\n well: ünïcode 漢字\t.", []),
        ("terminal", "\x1b[2Jpassed", ["the character 0x1b"]),
        ("markdown", "\u202edessap", ["the character 0x202e"]),
        ("notices", "fine\n  ::error::x", ["the command '  ::error::x'"]),
        ("html", "<p>&lt;script&gt;</p>", []),
        ("html", "<p><script>1</script><b onclick=x>", ["the element script", "the element b"]),
    ],
)
def test_what_acts_on_a_reader_is_seen(form: str, text: str, found: list[str]) -> None:
    """Control characters, reading order, commands of CI services, and elements that load or run."""
    assert list(parts_that_act(form, text)) == found

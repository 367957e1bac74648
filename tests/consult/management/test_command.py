"""What all commands share: how they end where they cannot say what they have to say, and what of a command line they take."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from django.core.management.base import CommandError, OutputWrapper

from consult.management.command import Command

FULL: Final = Path("/dev/full")


class Says(Command):
    """A command that says one word, or none."""

    def run(self, *, word: str, **_options: object) -> None:
        """Say it."""
        if word:
            self.stdout.write(word)


class Failing(io.StringIO):
    """Output that breaks."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.parametrize("out", ["closed", "full", "broken"])
def test_output_that_cannot_be_written_is_refused_in_one_line(out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command = Says(stderr=io.StringIO())
    told = {"closed": "Bad file descriptor", "full": "No space left on device", "broken": "Broken pipe"}[out]
    if out == "full" and not FULL.exists():
        pytest.skip("no device that is always full")
    stream = None if out == "closed" else FULL.open("w") if out == "full" else Failing()
    command.stdout = OutputWrapper(stream)  # type: ignore[arg-type]  # no output, or one that fails, where Django has a text
    if out == "full":
        monkeypatch.setattr(sys, "__stdout__", stream)
    with pytest.raises(CommandError) as caught:
        command.handle(word="Halo")
    assert (caught.value.returncode, str(caught.value).splitlines()) == (2, [str(caught.value)])
    assert str(caught.value).startswith("stdout: ")
    assert told in str(caught.value)
    if out == "full" and stream:
        stream.close()  # what was held back no longer hurts


def test_closed_output_is_no_matter_to_a_command_that_says_nothing() -> None:
    command = Says(stderr=io.StringIO())
    command.stdout = OutputWrapper(None)  # type: ignore[arg-type]  # what is left of a closed output
    command.handle(word="")


@pytest.mark.parametrize("arguments", [("--no-\x1b[31mcolour",), ("--no-colo",)])
def test_an_argument_that_nobody_knows_is_told_in_one_line_of_text(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Says().create_parser("manage.py", "says").parse_args(arguments)
    err = capsys.readouterr().err

    assert ended.value.code == 2
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert "unrecognized arguments" in err

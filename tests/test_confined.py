"""What runs in a confined process stops nothing but itself.

The child is given ``eval`` and a program, so that each test can read what it makes it do.
"""

from __future__ import annotations

import time

import pytest

from kgqual.confined import Allowance, run, running
from kgqual.errors import UnreadableInput
from kgqual.limits import Limits, holding


def child(program: str, allowance: Allowance = Allowance(), advice: str = "") -> bytes:  # noqa: B008
    """Return what the program evaluates to in the child."""
    return run(eval, program.encode(), name="data.xyz", allowance=allowance, advice=advice)


def test_the_answer_comes_back_whole_or_in_parts() -> None:
    assert child("b'x' * 1_000_000") == b"x" * 1_000_000
    with running(eval, b"(b'%d\\n' % n for n in range(3))", name="data.xyz") as answer:
        assert list(answer) == [b"0\n", b"1\n", b"2\n"]


def test_what_the_function_finds_wrong_is_said_of_the_file() -> None:
    program = "(_ for _ in ()).throw(__import__('kgqual.errors').errors.UnreadableInput('bad.'))"
    with pytest.raises(UnreadableInput, match=r"^data\.xyz: bad\. Mend it\.$"):
        child(program, advice="Mend it.")


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("1 / 0", r"it cannot be read \(ZeroDivisionError: division by zero\)"),
        ("__import__('os').abort()", r"its reader broke down \(SIGABRT\)"),
        ("__import__('ctypes').string_at(0)", r"its reader broke down \(SIGSEGV\)"),
    ],
)
def test_a_function_that_fails_or_crashes_is_a_file_that_cannot_be_read(
    program: str, reason: str
) -> None:
    with pytest.raises(UnreadableInput, match=rf"^data\.xyz: {reason}"):
        child(program)


@pytest.mark.parametrize("program", ["__import__('time').sleep(60)", "[0 for _ in iter(int, 1)]"])
def test_a_function_that_does_not_end_is_stopped(program: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableInput, match=r"takes longer than 1 seconds"):
        child(program, Allowance(seconds=1))
    assert time.monotonic() - begun < 10


def test_memory_is_limited() -> None:
    with pytest.raises(UnreadableInput, match=r"takes more than 256 MiB of memory"):
        child("b'x' * 10**9", Allowance(memory=256 << 20))


def test_the_length_of_the_answer_is_limited() -> None:
    with pytest.raises(UnreadableInput, match=r"longer than 1,000 bytes"):
        child("b'x' * 1_001", Allowance(output=1_000))


def test_the_limits_that_hold_hold_in_the_child_too() -> None:
    limit = "str(__import__('kgqual.limits').limits.current().pages).encode()"
    with holding(Limits(pages=7)):
        assert child(limit) == b"7"

"""A crew: the same answers as one process gives, in order, and nothing lost when one comes to grief."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from achyq.workers import Crew

NUMBERS = range(40)


def times(number: int, factor: int) -> tuple[int, int]:
    return number * factor, os.getpid()


def halved(number: int) -> int:
    if number % 2:
        raise ValueError(number)
    return number // 2


def killed(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def large(number: int, _shared: bytes) -> bytes:
    return bytes(1_000_000 + number)


@pytest.fixture(params=["started", "not started"])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    crew = Crew(2)
    if request.param == "started":
        crew.start()
    yield crew
    crew.stop()


def test_answers_come_in_order_from_processes_that_are_new_for_each_work(crew: Crew) -> None:
    members: set[int] = set()
    for factor in (2, 3):
        answers = list(crew.each(times, NUMBERS, (factor,)))
        assert [answer for answer, _ in answers] == [number * factor for number in NUMBERS]
        processes = {process for _, process in answers}
        assert len(processes) == 2
        assert processes.isdisjoint({os.getpid(), *members})
        members |= processes


def test_nothing_is_left_of_a_crew(crew: Crew) -> None:
    processes = {process for _, process in crew.each(times, NUMBERS, (2,))}
    crew.stop()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_little_work_is_done_here(crew: Crew) -> None:
    assert list(crew.each(times, [1, 2], (2,))) == [(2, os.getpid()), (4, os.getpid())]
    assert list(Crew(1).each(times, NUMBERS, (2,))) == [(2 * number, os.getpid()) for number in NUMBERS]


def test_what_goes_wrong_is_raised_and_the_next_work_is_done(crew: Crew) -> None:
    with pytest.raises(ValueError, match=r"^[0-9]+$"):
        list(crew.each(halved, NUMBERS, ()))
    assert list(crew.each(halved, range(0, 40, 2), ())) == list(range(20))


def test_a_killed_process_is_noticed(crew: Crew) -> None:
    with pytest.raises((EOFError, OSError)):
        list(crew.each(killed, NUMBERS, ()))
    assert list(crew.each(halved, range(0, 40, 2), ())) == list(range(20))


def test_large_batches_and_answers_do_not_wait_for_each_other(crew: Crew) -> None:
    answers = crew.each(large, NUMBERS, (bytes(2_000_000),))
    assert [len(answer) - 1_000_000 for answer in answers] == list(NUMBERS)


def test_answers_that_nobody_wants_do_no_harm(crew: Crew) -> None:
    answers = crew.each(times, NUMBERS, (2,))
    assert next(answers)[0] == 0
    answers.close()  # type: ignore[attr-defined]
    assert [answer for answer, _ in crew.each(times, NUMBERS, (3,))] == [3 * number for number in NUMBERS]

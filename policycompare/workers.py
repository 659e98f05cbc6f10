"""Tasks go in; their outcomes come out in the same order, from several processes, few at a time."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import TypeVar

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

AHEAD = 4
"""Tasks handed out for each process before the first outcome is taken: memory stays flat."""
MOST_PROCESSES = 61
"""As many as Windows lets one process wait for."""
TICK = 0.2
"""Seconds after which a wait looks for Ctrl-C, which does not end it on Windows."""


def in_order(
    work: Callable[[Task], Outcome],
    tasks: Iterable[Task],
    jobs: int,
    lost: Callable[[Task], Outcome],
) -> Generator[Outcome, None, None]:
    """Run tasks in several processes and give their outcomes in the order of the tasks.

    Parameters
    ----------
    work : callable
        A function of a module, so that a new process finds it; it does not raise.
    tasks : iterable
        Taken only as far ahead as the processes need.
    jobs : int
        How many processes; with 1 the tasks run in this one.
    lost : callable
        Gives the outcome of a task whose process died, out of memory for one. The tasks that
        were under way beside it are run again.

    Examples
    --------
    >>> list(in_order(len, ["资阳", "辽宁省"], 1, lost=len))
    [2, 3]
    """
    if jobs <= 1:
        yield from map(work, tasks)
        return
    coming = iter(tasks)
    while True:
        with _processes(min(jobs, MOST_PROCESSES)) as pool:
            unfinished = yield from bounded(pool, work, coming, jobs * AHEAD)
        if not unfinished:
            return
        for task in unfinished:
            with _processes(1) as pool:
                died = yield from bounded(pool, work, iter([task]), 1)
            if died:
                yield lost(task)


def bounded(
    pool: Executor, work: Callable[[Task], Outcome], coming: Iterator[Task], width: int
) -> Generator[Outcome, None, list[Task]]:
    """Give outcomes in order with at most `width` tasks handed out; return those of a dead pool."""
    tasks: deque[Task] = deque()
    futures: deque[Future[Outcome]] = deque()
    try:
        for task in coming:
            tasks.append(task)
            with _interruption_held():
                futures.append(pool.submit(work, task))
            if len(tasks) == width:
                yield _taken(tasks, futures)
        while tasks:
            yield _taken(tasks, futures)
    except BrokenProcessPool:
        pass
    return list(tasks)


def _taken(tasks: deque[Task], futures: deque[Future[Outcome]]) -> Outcome:
    while not wait([futures[0]], timeout=TICK).done:
        continue
    outcome = futures[0].result()
    futures.popleft()
    tasks.popleft()
    return outcome


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes as they are needed; when the block is left early, end them at once."""
    others = active_children()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_settle)
    try:
        yield pool
    except BaseException:
        for child in active_children():
            if child not in others:
                child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interruption_held() -> Iterator[None]:
    """Let a process that starts inherit that Ctrl-C is not for it; here it comes a little later."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)

"""What the queue promises, on both databases."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asgi_correlation_id import correlation_id
from sqlalchemy import func, select, update

from gov_platform.kernel.jobs import queue
from gov_platform.kernel.jobs.handlers import GiveUp, Handler, Nothing, Run
from gov_platform.kernel.jobs.queue import enqueue, interval_of, pause_after
from gov_platform.kernel.jobs.worker import LEASE
from gov_platform.kernel.log import set_up_log
from gov_platform.kernel.rows import Job, JobState
from tests.platform.jobs.doing import Named, doing, effects, nothing, put, stored, worker

if TYPE_CHECKING:
    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio


async def count(context: Context) -> int:
    async with context.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Job)) or 0


@pytest.mark.gov("TASK-047.1")
async def test_a_job_is_there_once_its_cause_is_committed(context: Context) -> None:
    handler = doing()
    identifier = await put(context, handler)

    assert (await stored(context, identifier)).state == JobState.WAITING
    assert await worker(context, handler).run_due() == 1
    assert (await stored(context, identifier)).state == JobState.DONE
    assert await effects(context) == ["one"]
    assert await worker(context, handler).run_due() == 0


@pytest.mark.gov("TASK-047.1")
async def test_a_job_disappears_with_the_transaction_that_caused_it(context: Context) -> None:
    with pytest.raises(RuntimeError, match="of the cause"):
        async with context.database.unit_of_work() as work:
            await enqueue(work, doing(), Named(name="never"), at=context.clock())
            raise RuntimeError("of the cause")

    assert await count(context) == 0
    assert await worker(context, doing()).run_due() == 0


async def test_of_two_jobs_with_one_key_the_first_is_kept(context: Context) -> None:
    async def make(name: str) -> object:
        async with context.database.unit_of_work() as work:
            made = await enqueue(work, doing(), Named(name=name), at=context.clock(), key="the same")
            await work.commit()
            return made

    made = await asyncio.gather(*(make(str(number)) for number in range(8)))

    assert sum(one is not None for one in made) == 1
    assert await worker(context, doing()).run_due() == 1
    assert len(await effects(context)) == 1
    assert await make("later") is None


async def test_a_payload_larger_than_any_should_be_is_a_mistake(context: Context) -> None:
    async with context.database.unit_of_work() as work:
        with pytest.raises(ValueError, match="65536 characters"):
            await enqueue(work, doing(), Named(name="x" * 65_536), at=context.clock())


@pytest.mark.gov("TASK-047.2")
async def test_a_job_has_one_lease_however_many_workers_ask(context: Context) -> None:
    handler = doing()
    for number in range(20):
        await put(context, handler, str(number))

    async def take() -> list[queue.Lease]:
        async with context.database.unit_of_work() as work:
            now = context.clock()
            found = await queue.lease_due(work, [handler.kind], now, until=now + LEASE, most=5)
            await work.commit()
            return found

    taken = [lease for leases in await asyncio.gather(*(take() for _ in range(8))) for lease in leases]

    assert len({lease.id for lease in taken}) == len(taken)
    assert len(taken) == 20


@pytest.mark.gov("TASK-047.2")
async def test_what_a_lost_worker_held_is_done_by_another_and_the_lost_one_changes_nothing(
    context: Context, clock: SetClock
) -> None:
    handler = doing()
    identifier = await put(context, handler, "taken twice")
    async with context.database.unit_of_work() as work:
        now = context.clock()
        (lost,) = await queue.lease_due(work, [handler.kind], now, until=now + LEASE, most=1)
        await work.commit()

    assert await worker(context, handler).run_due() == 0, "it is leased"
    clock.ahead = LEASE + timedelta(seconds=1)
    assert await worker(context, handler).run_due() == 1
    async with context.database.unit_of_work() as work:
        assert not await queue.finish(work, lost, context.clock())
        assert not await queue.extend(work, lost, context.clock() + LEASE)
        assert not await queue.release(work, lost, context.clock())
        assert not await queue.fail(work, lost, "why", context.clock(), is_final=True)
        await work.commit()
    row = await stored(context, identifier)
    assert (row.state, row.attempts, row.error) == (JobState.DONE, 2, "")
    assert await effects(context) == ["taken twice"]


@pytest.mark.gov("TASK-047.2")
async def test_a_run_that_has_lost_its_lease_undoes_what_it_did(context: Context) -> None:
    async def lose(run: Run, _named: Named) -> None:
        # As if another worker had taken it: in this unit of work, which SQLite lets write alone.
        await run.work.execute(update(Job).where(Job.id == run.id).values(lease=None))

    identifier = await put(context, doing(lose))

    await worker(context, doing(lose)).run_due()

    assert await effects(context) == []
    assert (await stored(context, identifier)).state == JobState.RUNNING, "until its lease ends"


@pytest.mark.gov("TASK-047.2")
async def test_a_failed_job_waits_longer_each_time_and_is_set_aside_after_its_last_attempt(
    context: Context, clock: SetClock
) -> None:
    async def fail(_run: Run, _named: Named) -> None:
        raise RuntimeError("no luck with password=hunter2")

    handler = doing(fail, attempts=4)
    identifier = await put(context, handler)
    pauses = []
    for attempt in range(1, 5):
        before = context.clock()
        assert await worker(context, handler).run_due() == 1
        row = await stored(context, identifier)
        assert row.attempts == attempt
        if row.state == JobState.WAITING:
            assert await worker(context, handler).run_due() == 0, "it rests"
            pauses.append((row.due_at - before).total_seconds())
            clock.ahead += timedelta(seconds=pauses[-1] + 1)

    row = await stored(context, identifier)
    assert row.state == JobState.DEAD
    assert row.error == "RuntimeError: no luck with [hidden]"
    assert [2 <= pauses[0] <= 6, 7 <= pauses[1] <= 16, 22 <= pauses[2] <= 46] == [True] * 3
    assert await effects(context) == [], "a failed attempt has changed nothing"
    clock.ahead += timedelta(days=1)
    assert await worker(context, handler).run_due() == 0


def test_pauses_grow_to_an_hour_and_differ_by_chance() -> None:
    assert [pause_after(attempt, 0).total_seconds() for attempt in range(1, 9)] == [
        5, 15, 45, 135, 405, 1215, 3600, 3600
    ]  # fmt: skip
    assert pause_after(2, 1).total_seconds() == 7.5
    assert pause_after(1000, 0.5).total_seconds() == 2700


async def test_what_no_attempt_would_help_is_set_aside_at_once(context: Context) -> None:
    async def give_up(_run: Run, _named: Named) -> None:
        raise GiveUp("there is nobody there")

    identifier = await put(context, doing(give_up))

    await worker(context, doing(give_up)).run_due()

    row = await stored(context, identifier)
    assert (row.state, row.attempts, row.error) == (JobState.DEAD, 1, "GiveUp: there is nobody there")


async def test_a_payload_of_another_form_is_set_aside_and_not_told(context: Context) -> None:
    identifier = await put(context, doing())
    async with context.database.unit_of_work() as work:
        await work.execute(update(Job).values(payload='{"nom": "hunter2"}'))
        await work.commit()

    await worker(context, doing()).run_due()

    row = await stored(context, identifier)
    assert row.state == JobState.DEAD
    assert row.error.startswith("GiveUp: the payload is of another form")


async def test_a_job_that_kills_its_workers_is_given_up(context: Context, clock: SetClock) -> None:
    handler = doing(attempts=2)
    identifier = await put(context, handler)
    for _ in range(3):
        async with context.database.unit_of_work() as work:
            now = context.clock()
            await queue.lease_due(work, [handler.kind], now, until=now + LEASE, most=1)
            await work.commit()
        clock.ahead += LEASE + timedelta(seconds=1)

    row = await stored(context, identifier)
    assert (row.state, row.error) == (JobState.DEAD, "its worker was lost in the last attempt")


async def test_what_a_worker_does_not_know_is_left_to_others(context: Context) -> None:
    identifier = await put(context, doing(kind="test.of-a-newer-version"))

    assert await worker(context, doing()).run_due() == 0
    assert (await stored(context, identifier)).state == JobState.WAITING


@pytest.mark.gov("TASK-047.3")
async def test_a_job_runs_when_its_time_has_come(context: Context, clock: SetClock) -> None:
    async with context.database.unit_of_work() as work:
        await enqueue(work, doing(), Named(name="tomorrow"), at=context.clock() + timedelta(days=1))
        await work.commit()

    assert await worker(context, doing()).run_due() == 0
    clock.ahead = timedelta(days=1, seconds=1)
    assert await worker(context, doing()).run_due() == 1
    assert await effects(context) == ["tomorrow"]


@pytest.mark.gov("TASK-047.3")
async def test_what_recurs_runs_once_an_interval_whoever_asks(context: Context, clock: SetClock) -> None:
    ran: list[str] = []

    async def run(run: Run, _nothing: Nothing) -> None:
        ran.append(run.key)

    hourly = Handler("test.hourly", Nothing, run, every=timedelta(hours=1))
    # Whole hours from now on, so that no hour begins in the midst of the test.
    clock.ahead = interval_of(context.clock(), timedelta(hours=1)) + timedelta(minutes=90) - context.clock()
    workers = [worker(context, hourly) for _ in range(4)]

    await asyncio.gather(*(one.run_due() for one in workers))
    await asyncio.gather(*(one.run_due() for one in workers))
    assert len(ran) == 1
    # Five intervals pass with nobody there: that is made up for once.
    clock.ahead += timedelta(hours=5)
    await asyncio.gather(*(one.run_due() for one in [*workers, worker(context, hourly)]))
    assert len(ran) == 2
    assert len(set(ran)) == 2


@pytest.mark.gov("TASK-047.3")
async def test_a_cancelled_job_does_not_run(context: Context) -> None:
    identifier = await put(context, doing())
    async with context.database.unit_of_work() as work:
        assert await queue.cancel(work, identifier, context.clock())
        assert not await queue.cancel(work, identifier, context.clock())
        await work.commit()

    assert await worker(context, doing()).run_due() == 0
    assert (await stored(context, identifier)).state == JobState.CANCELLED
    async with context.database.unit_of_work() as work:
        assert await queue.retry(work, identifier, context.clock())
        await work.commit()
    assert await worker(context, doing()).run_due() == 1


@pytest.mark.gov("TASK-047.3")
async def test_a_job_that_is_cancelled_while_it_runs_is_stopped(context: Context) -> None:
    begun = asyncio.Event()

    async def wait(_run: Run, _named: Named) -> None:
        begun.set()
        await asyncio.sleep(30)

    async def run(run: Run, named: Named) -> None:
        await wait(run, named)

    handler = Handler("test.long", Named, run)
    identifier = await put(context, handler)
    running = asyncio.create_task(worker(context, handler, lease=timedelta(seconds=0.3)).run_due())
    await asyncio.wait_for(begun.wait(), 10)
    async with context.database.unit_of_work() as work:
        assert await queue.cancel(work, identifier, context.clock())
        await work.commit()

    assert await asyncio.wait_for(running, 10) == 1
    assert (await stored(context, identifier)).state == JobState.CANCELLED


@pytest.mark.gov("TASK-047.2")
async def test_a_lease_is_renewed_while_its_job_runs(context: Context) -> None:
    async def run(_run: Run, _named: Named) -> None:
        await asyncio.sleep(1.2)

    handler = Handler("test.long", Named, run)
    identifier = await put(context, handler)
    running = asyncio.create_task(worker(context, handler, lease=timedelta(seconds=0.6)).run_due())
    await asyncio.sleep(0.9)

    assert await worker(context, handler).run_due() == 0, "without a heartbeat it would be due"
    await running
    assert (await stored(context, identifier)).state == JobState.DONE


async def test_a_worker_that_stops_lets_short_jobs_end_and_gives_long_ones_back(context: Context) -> None:
    begun, stop = asyncio.Event(), asyncio.Event()

    async def long(_run: Run, _named: Named) -> None:
        begun.set()
        await asyncio.sleep(600)

    async def short(_run: Run, _named: Named) -> None:
        await begun.wait()
        await asyncio.sleep(0.2)

    handlers = [Handler("test.long", Named, long), Handler("test.short", Named, short)]
    identifiers = [await put(context, handler) for handler in handlers]
    working = asyncio.create_task(worker(context, *handlers).run(stop, grace=1))
    await asyncio.wait_for(begun.wait(), 10)
    stop.set()
    await asyncio.wait_for(working, 10)

    given_back, done = [await stored(context, identifier) for identifier in identifiers]
    assert (given_back.state, given_back.attempts, given_back.lease) == (JobState.WAITING, 0, None)
    assert done.state == JobState.DONE


async def test_an_attempt_that_takes_too_long_has_failed(context: Context) -> None:
    async def run(_run: Run, _named: Named) -> None:
        await asyncio.sleep(30)

    handler = Handler("test.long", Named, run, seconds=0.2)
    identifier = await put(context, handler)

    await worker(context, handler).run_due()

    row = await stored(context, identifier)
    assert (row.state, row.error) == (JobState.WAITING, "TimeoutError")


@pytest.mark.gov("TASK-007.2")
@pytest.mark.usefixtures("kept")
async def test_a_job_is_logged_under_the_identifier_of_the_request_that_caused_it(context: Context) -> None:
    stream = io.StringIO()
    set_up_log(context.settings.model_copy(update={"log_level": "INFO"}), stream)
    seen = []

    async def look(run: Run, named: Named) -> None:
        seen.append(correlation_id.get())
        if named.name == "one":
            # What a job causes belongs to the same request.
            await enqueue(run.work, doing(look), Named(name="two"), at=run.context.clock())

    token = correlation_id.set("a" * 32)
    await put(context, doing(look))
    correlation_id.reset(token)

    await worker(context, doing(look)).run_due()
    await worker(context, doing(look)).run_due()

    assert seen == ["a" * 32] * 2
    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    done = [record for record in records if record["event"] == "job_done"]
    assert [record["correlation_id"] for record in done] == ["a" * 32] * 2
    assert {record["kind"] for record in done} == {"test.name"}


async def test_what_ended_long_ago_is_forgotten(context: Context, clock: SetClock) -> None:
    await put(context, doing())
    await worker(context, doing()).run_due()

    for days, left in ((6, 1), (8, 0)):
        clock.ahead = timedelta(days=days)
        async with context.database.unit_of_work() as work:
            await queue.forget(work, context.clock())
            await work.commit()
        assert await count(context) == left


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Handler("x" * 65, Named, nothing),
        lambda: Handler("test", Named, nothing, attempts=0),
        lambda: Handler("test", Named, nothing, every=timedelta(hours=1)),
        lambda: Handler("test", Nothing, nothing, every=timedelta(days=2)),  # type: ignore[arg-type] # refused
    ],
)
def test_a_handler_that_could_not_be_kept_is_a_mistake(wrong: type[object]) -> None:
    with pytest.raises(ValueError, match=r"at most|daily"):
        wrong()

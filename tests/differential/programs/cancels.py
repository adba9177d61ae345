"""Cancels that meet clean-up, replies in flight, and services that do not let go."""

import asyncio

from world import (
    apply,
    cancel_text,
    fetch,
    give_up,
    guarded,
    legs,
    notes,
    polite,
    quick,
    stubborn,
    tidy,
)


async def _outcome(task):
    try:
        return await task
    except asyncio.CancelledError as error:
        return ("cancelled", *error.args)


async def clean_up_of_the_service():
    task = asyncio.create_task(tidy(5, after=1))
    await asyncio.sleep(1)
    task.cancel()
    return await _outcome(task), notes()


async def clean_up_of_the_learner():
    async def work():
        try:
            await fetch("a", 5)
        except asyncio.CancelledError:
            print("closing")
            await fetch("close", 1)
            raise

    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    return await _outcome(task)


async def the_service_swallows_it():
    task = asyncio.create_task(stubborn(5))
    await asyncio.sleep(1)
    print(task.cancel())
    return await _outcome(task), task.cancelling()


async def the_cancel_has_words():
    tasks = [asyncio.create_task(cancel_text(5)), asyncio.create_task(fetch("b", 5))]
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel("too long")
    return [await _outcome(task) for task in tasks]


async def before_the_first_step():
    task = asyncio.create_task(fetch("never"))
    task.cancel("early")
    return await _outcome(task)


async def at_the_instant_of_the_reply_before_it():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(fetch("a", 1))
    loop.call_later(1, task.cancel)
    return await _outcome(task)


async def at_the_instant_of_the_reply_after_it():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(fetch("a", 1))
    await asyncio.sleep(0)
    loop.call_later(1, task.cancel)
    return await _outcome(task)


async def one_turn_after_the_reply():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(legs(1, 1))
    await asyncio.sleep(0)
    loop.call_later(1, loop.call_soon, task.cancel)
    return await _outcome(task)


async def while_the_reply_is_in_flight():
    task = asyncio.create_task(tidy(1))

    async def canceller():
        await asyncio.sleep(1)
        print(task.cancel(), task.done())

    other = asyncio.create_task(canceller())
    await other
    return await _outcome(task), notes()


async def twice_during_clean_up():
    task = asyncio.create_task(tidy(5, after=2))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    task.cancel()
    return await _outcome(task), notes(), task.cancelling()


async def twice_at_once():
    task = asyncio.create_task(stubborn(5))
    await asyncio.sleep(1)
    task.cancel()
    task.cancel()
    return await _outcome(task), task.cancelling()


async def and_then_sleep_zero_sees_it():
    task = asyncio.create_task(fetch("a", 5))
    await asyncio.sleep(1)
    task.cancel()
    seen = []
    for _ in range(3):
        seen.append(task.done())
        await asyncio.sleep(0)
    return seen


async def a_waiter_for_a_lock_of_the_service():
    tasks = [asyncio.create_task(guarded(name)) for name in "abc"]
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    return await asyncio.gather(*tasks, return_exceptions=True) and notes()


async def the_holder_of_a_lock_of_the_service():
    tasks = [asyncio.create_task(guarded(name)) for name in "abc"]
    await asyncio.sleep(0.5)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    return notes()


async def uncancelled_by_the_learner():
    async def work():
        try:
            await fetch("a", 5)
        except asyncio.CancelledError:
            left = asyncio.current_task().uncancel()
            return left, await fetch("b", 1)

    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    return await _outcome(task)


async def the_service_gives_itself_up():
    return await _outcome(asyncio.create_task(give_up(1)))


async def made_up_by_the_learner():
    await fetch("a", 1)
    raise asyncio.CancelledError("made up")


async def of_a_callback_in_the_service():
    async def slow(value):
        try:
            await fetch("slow", 5)
        except asyncio.CancelledError:
            print("callback cancelled")
            await asyncio.sleep(0.5)
            raise
        return value

    task = asyncio.create_task(apply(slow, 1))
    await asyncio.sleep(1)
    task.cancel("back")
    return await _outcome(task)


async def between_calls_that_do_not_wait():
    async def work():
        for number in range(5):
            print(await quick(number))
            await polite()

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    return await _outcome(task)


async def by_the_task_itself():
    async def work():
        asyncio.current_task().cancel("myself")
        print(await quick(1))
        print(await fetch("a", 1))

    return await _outcome(asyncio.create_task(work()))

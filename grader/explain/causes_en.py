"""The words for each misconception, in English: a sentence with gaps, and what to try next.

The sentence names what the learner wrote and what came of it. An empty hint stands for that of the id, or for the
advice of the verdict.
"""

_SHARE = "Make the limit once, where all of them can see it, and let each one pass through it."
_CREATE_FIRST = "Begin all of them first, in a loop of its own, and await them afterwards; `asyncio.gather` does both."
_WAIT_FOR_ALL = "Keep every task that you make, and await each of them before you return."

CAUSES: dict[str, tuple[str, str]] = {
    # One wait after the other
    "awaited-in-turn": ("{sentence}", "Start both before you await either."),
    "awaited-in-turn/task": (
        "Line {line} waits for `{what}`, and only then {late} begins, which does not need it.",
        "",
    ),
    "awaited-at-creation": (
        "Line {line} makes a task and waits for it at once. {late} begins only when that one is done.",
        "Make all tasks before you await the first of them.",
    ),
    "awaited-at-creation/loop": (
        (
            "Line {line} waits in each round for the task that the round has just made, so the next is made when "
            "that one is done: {time} in all."
        ),
        "",
    ),
    "await-in-loop": ("", _CREATE_FIRST),
    "await-in-loop/told": ("{sentence}", ""),
    "await-in-loop/shape": (
        "Line {line} asks one at a time: the next is begun only when the one before has ended.",
        "",
    ),
    "await-in-loop/loop": (
        "Line {line} waits once a round, and each round waits for the one before: {time} in all.",
        "",
    ),
    "await-in-loop/comprehension": (
        (
            "Line {line} waits once a round, and each round waits for the one before: {time} in all. A comprehension"
            " is a loop."
        ),
        "",
    ),
    "leaves-when-empty": (
        (
            "Line {line} goes on only while there is something in `{queue}` just then. Whoever finds it empty goes "
            "home, though the others are about to put more into it."
        ),
        (
            "Let who is free wait with `await {queue}.get()`; when `await {queue}.join()` says that all is done, "
            "cancel those who still wait."
        ),
    ),
    "group-for-each": (
        (
            "Line {line} calls `{call}` for one alone, and waits for it before the next round: nothing is together "
            "with anything."
        ),
        "Give all of them to one call.",
    ),
    "group-for-each/group": (
        (
            "The group at line {line} is made anew in each round and holds one task. A group waits at its end, so "
            "the next begins when that one is done."
        ),
        "Put the loop inside one group.",
    ),
    "coroutines-for-tasks": (
        "Line {line} gives `asyncio.wait` coroutines: `{given}`. It takes tasks only, and these never ran.",
        "Wrap each call in `asyncio.create_task`.",
    ),
    "coroutines-for-tasks/loop": (
        (
            "Line {made} only collects coroutines, none of which has begun. Each begins when line {line} awaits it, "
            "after the one before."
        ),
        "",
    ),
    "coroutines-for-tasks/kept": (
        (
            "Line {line} keeps `{call}` as a coroutine, and a coroutine does nothing before it is awaited. All of "
            "them begin only at line {begun}."
        ),
        "Make a task of each call as soon as you make the call.",
    ),
    "stages": (
        "Line {line} waits for all of its steps. {late} needs only one of them, and has to wait for {first} as well.",
        "Put the steps that need each other into one function, and run those functions together.",
    ),
    "stages/argument": (
        (
            "Line {line} waits for `{first}` before it can begin its task. {late} does not need that, and begins "
            "only behind it."
        ),
        "",
    ),
    "stages/levels": (
        (
            "Line {line} waits for all that is known so far before it goes on with what they brought. One slow "
            "answer holds up what the others led to."
        ),
        "Let each one go on by itself as soon as its own answer is there.",
    ),
    "chunks": (
        (
            "Line {line} gathers a few, waits until the slowest of them is done, and only then begins the next few. "
            "Who is done early leaves a place empty."
        ),
        (
            "Begin all of them, and let a `Semaphore` or a number of workers say how many may run: each free place "
            "is taken at once."
        ),
    ),
    "chunks/group": (
        (
            "The group at line {line} holds a few, and waits at its end for the slowest of them. Only then the next "
            "few begin."
        ),
        "",
    ),
    "chunks/wait": (
        (
            "Line {line} waits until all that run are done before it begins the next. One that is done early leaves "
            "its place empty."
        ),
        "",
    ),
    "chunks/halves": (
        "Line {line} begins one part of them and waits until all of it is done. The next {late} begins only then.",
        "Give all of them to one `gather`.",
    ),
    "dealt-out-beforehand": (
        (
            "{function}() is given a fixed share (line {line}), so one is done early and stays idle while another "
            "still has a row to go."
        ),
        "Let all of them take the next one from the same source, whenever they are free.",
    ),
    "cancelled-in-turn": (
        "Line {cancel} cancels one, and line {line} waits until it has cleaned up; only then the next is cancelled.",
        "Cancel all of them first, then wait for all of them.",
    ),
    "own-sleep": (
        (
            "Line {line} sleeps for {time}, and nothing else is under way meanwhile. Who awaits needs no pause for "
            "others to go on."
        ),
        "Take the sleep out.",
    ),
    "waits-for-all": (
        "{sentence}",
        "Go on as soon as you have what you need, and stop the others: cancel them and await that.",
    ),
    # Limits
    "limit-per-call": (
        "Line {line} makes a new `{limit}` in each call of {function}(). Nobody shares it, so it limits nothing.",
        _SHARE,
    ),
    "limit-around-creation": (
        (
            "Line {line} holds `{limit}` only while the task of `{task}` is made, which takes no time. The task runs"
            " without it."
        ),
        "Enter the limit inside the function that does the work, around the `await`.",
    ),
    "work-outside-the-limit": (
        (
            "`{call}` is called inside `{limit}`, but a call alone does nothing yet: the work is done at line "
            "{wait}, when `{limit}` has been given back."
        ),
        "Await inside the `async with`.",
    ),
    "work-outside-the-limit/early": (
        "`{limit}` is given back at line {line}, and only then line {wait} calls `{call}`, which holds no place.",
        "Keep the place until the call is done: await inside the `async with`.",
    ),
    "limit-too-wide": (
        "`{limit}` at line {line} lets {places} through at once; {allowed} are allowed.",
        "Count again.",
    ),
    "limit-too-wide/workers": ("Line {line} begins {places} of {function}(); {allowed} may be at work at once.", ""),
    "limit-too-narrow": (
        (
            "`{made}` at line {line} lets no more than {most} through at once; the others queue though there is room"
            " for them."
        ),
        "Count how many may be under way at once.",
    ),
    "limit-too-narrow/one": (
        "`{limit}` at line {line} lets one through at a time, and all others queue behind it.",
        "A `Lock` is for one; a `Semaphore` is for a number.",
    ),
    "limit-too-narrow/default": (
        "`{made}` at line {line} is given no number, and a semaphore without one lets a single task through at a time.",
        "Give it the number; where a `defaultdict` is to make it, in a `lambda`.",
    ),
    "limit-too-narrow/workers": ("Line {line} begins {places} of {function}(): there is room for more.", ""),
    "limit-missing": (
        "`{limit}` at line {line} is kept, and there is a second limit that nothing keeps. {fact}",
        "Take one limit inside the other: the narrower first.",
    ),
    "no-limit": ("Line {line} begins everything at once, and nothing limits it: `{call}`. {fact}", _SHARE),
    "sleeps-for-a-limit": (
        "Line {line} lets time pass with `{sleep}` and goes on, whether a place is free by then or not.",
        "Wait for a free place, not for a time: `async with` a shared `Semaphore`.",
    ),
    "limits-in-wrong-order": (
        (
            "Line {line} takes `{wide}` first, and holds it while it waits for `{narrow}`: a place that another "
            "could have used."
        ),
        "Take the narrower limit first.",
    ),
    "one-worker": (
        "Line {line} begins one {function}(), and it does one thing after the other: there is nobody beside it.",
        "Begin as many as may be at work at once.",
    ),
    # The loop
    "second-loop": (
        (
            "Line {line} calls `{call}`, which starts an event loop of its own for `{what}`. There is one already, "
            "the one that awaits {entry}()."
        ),
        'Make {entry} an `async def` and await there; keep `asyncio.run` under `if __name__ == "__main__":`.',
    ),
    "second-loop/made": (
        "Line {line} calls `{call}`, which makes an event loop. There is one already, the one that awaits {entry}().",
        "",
    ),
    "second-loop/import": (
        (
            "Line {line} calls `{call}` as soon as the file is imported. The grader imports it, and then awaits "
            "{entry}() itself."
        ),
        'Put this line under `if __name__ == "__main__":`.',
    ),
    "another-thread": (
        "`{call}` at line {line} hands the work to another thread. Here everything has to wait on one.",
        "",
    ),
    "another-process": (
        "`{call}` at line {line} hands the work to another process. Here everything has to happen in one.",
        "",
    ),
    "call-not-awaited": (
        "Line {line} calls {call}, and nobody awaits it: a call alone makes a coroutine and runs nothing.",
        "",
    ),
    "call-not-awaited/kept": (
        "`{name}` at line {line} is no result: {call} without `await` gives a coroutine, and nothing of it has run.",
        "Put `await` before the call.",
    ),
    "call-not-awaited/returned": ("{fact} Line {line} returns it as it is.", "Write `return await`."),
    "call-not-awaited/arrival": (
        (
            "Line {line} uses `{name}` as it is. What `as_completed` gives is there to be awaited: `await {name}` is"
            " the result."
        ),
        "",
    ),
    "list-for-arguments": (
        "Line {line} gives `gather` one thing, the list `{given}`. It takes each awaitable as an argument of its own.",
        "Unpack the list with a star: `asyncio.gather(*…)`.",
    ),
    "blocking-call": ("{call} at line {line} holds the only thread for {time}: {meanwhile}.", ""),
    "blocking-call/helper": (
        (
            "Line {caller} calls {helper}(), a plain function, and {call} in it (line {line}) holds the only thread "
            "for {time}: {meanwhile}."
        ),
        "",
    ),
    "blocking-call/property": (
        (
            "Reading `{name}` at line {caller} looks like nothing, but it calls {call} (line {line}), which holds "
            "the only thread for {time}."
        ),
        "Make an `async def` of the property, and await it.",
    ),
    "computes-without-yielding": (
        "{call} at line {line} computes for {time} in one piece, and nobody else gets a turn meanwhile.",
        "Do it in pieces, with `await asyncio.sleep(0)` between them.",
    ),
    "polling": (
        "Line {line} gives up its turn and asks again, `{asked}`, without end: no time passes, so nothing can happen.",
        "Wait for the thing itself: await the task, the event, or a shared `Semaphore`.",
    ),
    "polling/slowly": (
        "Line {line} sleeps for {time} and then asks again: `{asked}`. What happens in between is seen only then.",
        "Wait for the thing itself, which wakes you at its instant: {instead}.",
    ),
    "never-left": (
        "The loop at line {line} goes on as long as `{test}`, and nothing inside it changes that.",
        "Let each round change `{name}`, or leave the loop with `break` or `return`.",
    ),
    "never-left/without-end": (
        "The loop at line {line} has no way out: nothing in it is a `break` or a `return`.",
        "Let the round in which all is done leave the loop.",
    ),
    # Deadlocks
    "lock-cycle": (
        (
            "{one} holds `{holds}` and waits for `{wants}` at line {line}; {other} holds `{wants}` and waits for "
            "`{holds}` at line {there}. Neither can go on."
        ),
        "Let both take the two locks in the same order.",
    ),
    "taken-twice": (
        (
            "Line {line} in {function}() waits for `{name}`, of which line {held} holds a place already, and gives "
            "it back only afterwards."
        ),
        "Take each limit in one place only.",
    ),
    "never-released": (
        (
            "Line {line} takes a place of `{limit}`, and nobody gives it back. When all are taken, the next waits "
            "for ever."
        ),
        "`async with {limit}:` gives it back on every way out.",
    ),
    "never-released/sometimes": (
        "`{limit}` is given back at line {gives}, but not on the way out at line {line}: that place is lost.",
        "",
    ),
    "never-released/if-well": (
        "`{limit}` is given back at line {line} only when nothing went wrong before: else that place is lost.",
        "",
    ),
    "task-done-missing": (
        (
            "Line {join} waits until all that was taken from `{queue}` is reported as done. Line {line} takes, and "
            "nobody calls `{queue}.task_done()`."
        ),
        "Call `task_done()` once for each `get`, when the work is done; in a `finally`.",
    ),
    "put-before-any-takes": (
        (
            "Line {line} waits for room in `{queue}`, which is full. Whoever takes from it, at line {there}, is not "
            "under way."
        ),
        "Begin those who take before you wait for those who put, or let both begin together.",
    ),
    "put-before-any-takes/nobody": (
        "Line {line} waits for room in `{queue}`, which is full, and nobody ever takes from it.",
        "",
    ),
    "too-few-signs": (
        "Line {line} puts `{sign}` into the queue once, and {many} of {function} wait for one each.",
        "Put as many signs as there are workers.",
    ),
    "nobody-wakes": ("{function} waits for `{what}` at line {line}, and nobody ever calls `{what}.{brings}()`.", ""),
    "nobody-wakes/unshared": (
        (
            "{function} waits at line {line} for `{what}`, which is made right there: nobody else knows it, so "
            "nobody can wake it."
        ),
        "Make it where both can see it.",
    ),
    "nobody-wakes/too-late": (
        (
            "{function} waits for `{what}` at line {line}. `{what}.{brings}()` stands at line {there}, which is not "
            "reached any more."
        ),
        "",
    ),
    "waits-for-each-other": (
        "{function} waits at line {line} for a task that cannot end: {other} waits at line {there}.",
        "",
    ),
    # Exceptions
    "task-for-its-result": (
        "`{name}` is a task, and line {line} hands it to {call} where its result is needed.",
        "Await the task first: `await {name}` is the result.",
    ),
    "task-for-its-result/coroutine": (
        "`{name}` at line {line} is a coroutine, since the call was not awaited, and {call} needs its result.",
        "Put `await` before the call.",
    ),
    "as-completed-gives-others": (
        (
            "`{name}` at line {line} is not one of the tasks that you made: `as_completed` gives new awaitables, of "
            "which only the result is known."
        ),
        "Let what is awaited bring its name along: an `async def` that returns both.",
    ),
    "cancelled-and-gathered": (
        (
            "Line {cancel} cancels tasks, and line {line} gathers them: each now ends in `CancelledError`, which "
            "`gather` raises."
        ),
        "`gather(..., return_exceptions=True)`, or `asyncio.wait`, waits for them without raising.",
    ),
    "cancelled-and-gathered/awaited": (
        "Line {cancel} cancels a task, and line {line} awaits it: it ends in `CancelledError`, which comes out there.",
        "Cancel all of them first; `asyncio.wait` then waits for them without raising.",
    ),
    "called-off-by-its-group": (
        (
            "Line {line} asks a task that was called off, and `{asked}` raises `CancelledError`: when one task of the "
            "group at line {group} fails, the group cancels all the others."
        ),
        "Let no failure reach the group: catch it inside the task, in a function of its own.",
    ),
    "waits-for-nothing": (
        "`{given}` at line {line} is empty here: every task is done. `asyncio.wait` refuses to wait for nothing.",
        "Ask first whether any is left.",
    ),
    "result-too-early": (
        "Line {line} asks a task for its result before it is done.",
        "Await the task: that gives its result.",
    ),
    "result-too-early/group": (
        (
            "Line {line} asks for results inside the group. Its tasks are done only when the block that begins at "
            "line {block} ends."
        ),
        "Move the line out of the block.",
    ),
    "function-not-called": (
        "Line {line} gives a task the function `{name}` itself. A task needs the coroutine that a call of it makes.",
        "Call it: `{name}(...)`.",
    ),
    "with-without-async": (
        "Line {line} enters `{what}` with a plain `with`. Entering it may have to wait.",
        "Write `async with`.",
    ),
    "changed-while-awaiting": (
        "The loop at line {line} awaits between its rounds, and meanwhile others take things out of `{collection}`.",
        "Loop over a copy, or give all of them to `gather`.",
    ),
    "generator-shared": (
        (
            "Several tasks run the loop at line {line}, and all take from the same async generator, `{source}`. It "
            "can serve one at a time."
        ),
        "Call the source itself in each worker, or put a queue between.",
    ),
    "assigned-too-late": (
        (
            "`{name}` is assigned at line {line}, but an eager task begins at once, and uses it before that, at line"
            " {used}."
        ),
        "Assign it before you make the tasks.",
    ),
    "group-not-caught": (
        (
            "Line {line} catches `{error}`. What comes out of a `TaskGroup` is an `ExceptionGroup` around it, and "
            "that goes past this line."
        ),
        "Write `except* {error}`, or catch the `ExceptionGroup` and look inside.",
    ),
    "group-not-caught/inside": (
        (
            "Line {line} catches `{error}` where one task is awaited. The group at line {group} hears of it all the "
            "same: it calls off the others and raises an `ExceptionGroup`."
        ),
        "Catch it inside the task, in a function of its own; or make the tasks without a group.",
    ),
    "failure-not-expected": (
        "{said} with `{error}`: {text}. It comes out at line {line}, and nothing there is ready for it.",
        "Catch it where the call is made, so that one failure stays one failure.",
    ),
    "failure-not-expected/result": (
        "`{call}` at line {line} raises what its task ended with, here `{error}`: {text}.",
        "Ask each task that is done for its `exception()` first; only where that is `None`, there is a result.",
    ),
    "raised-again": (
        "Line {line} raises `{error}` once more, when it has been dealt with.",
        "Leave out the `raise`: what is not caught goes on by itself.",
    ),
    "raises-nothing": (
        "`{what}` at line {line} is `None` here: there was nothing left to raise.",
        "Ask first whether there is anything.",
    ),
    "rules-of-except-star/both": (
        "A `try` has either `except` or `except*`, and line {line} is the other kind.",
        "Write both with the star, or both without.",
    ),
    "rules-of-except-star/leaves": (
        (
            "Line {line} leaves an `except*` in its middle. It may be one of several that run, so it has to come to "
            "its end."
        ),
        "Note the result in a name, and return it behind the `try`.",
    ),
    "rules-of-except-star/group": (
        (
            "Line {line} asks `except*` for the group. The star takes the group apart already, and asks for what is "
            "in it."
        ),
        "Name the exceptions that may be inside, or write `except` without the star.",
    ),
    "only-the-first-failure": (
        "Line {line} takes `{taken}` for all of the group. The others are lost.",
        "Let the whole group go on, or what `split` leaves of it.",
    ),
    "only-the-first-failure/gather": (
        "`gather` at line {line} raises the first exception, and nobody hears of the others.",
        "A `TaskGroup` tells of all of them.",
    ),
    "failures-left-out": (
        "Line {line} lets `{kind}` go on, and whatever else is in the group goes nowhere.",
        "Take out what you have dealt with, and raise the rest: `split` gives both.",
    ),
    "group-within-a-group": (
        (
            "Line {line} looks at what is directly in `{group}`. A group may hold groups, and what is in those is "
            "passed over."
        ),
        "`except*`, `split` and `subgroup` look into groups however deep.",
    ),
    "group-not-caught/below": (
        (
            "Line {line} catches `{error}` when it comes alone. What it calls may raise it inside a group, which "
            "goes past."
        ),
        "`except*` catches both.",
    ),
    "one-of-the-done": (
        "`{pick}` at line {line} looks at one of `{done}`. Several may be done at the same instant.",
        "Go through all of them.",
    ),
    "called-unasked": ("{fact} Line {line} calls {call} without asking.", ""),
    # Results
    "nothing-returned": (
        "{entry}() comes to its end without a `return`, so what it returns is `None`.",
        "Return what was asked for.",
    ),
    "tasks-returned": (
        "Line {line} returns the tasks themselves (`{what}`). What they found is inside them.",
        "Return `task.result()` of each, or await it.",
    ),
    "method-not-called": (
        "Line {line} names `{what}` and does not call it: without parentheses it is the method itself.",
        "Call it: `{what}()`.",
    ),
    "constant-otherwise": ("{fact}", "Look at the timeline: what passes together, and what does not?"),
    "step-without-its-input": (
        "Line {line} calls {call} with `{given}`. It needs what {before} finds, which is not known yet.",
        "Await that first: these two cannot run together.",
    ),
    "written-down": (
        "Line {line} returns {value}, which is written down in the file: another day it is another.",
        "Let it come from what you asked.",
    ),
    "written-down/step": (
        "Line {line} calls {call} with {value}, written down beforehand. It has to be what {before} finds.",
        "",
    ),
    "names-swapped": (
        "At line {line}, `{name}` takes what {got} found: `gather` gives its results in the order of its arguments.",
        "Put the names in the order of the calls.",
    ),
    "one-name-for-all": (
        "Every task writes into the same `{name}` at line {line}. When all are done, it holds what came last.",
        "Let each task return its result.",
    ),
    "name-read-later": (
        (
            "Line {line} reads `{name}` when it runs, not when it was made. By then the loop has gone on, and "
            "`{name}` is another."
        ),
        "Hand it over as an argument.",
    ),
    "exception-for-result": (
        "Line {line} returns what went wrong (`{caught}`) as if it were an answer, and nobody can tell it from one.",
        "Let the exception go on, or return something that is no answer.",
    ),
    "exception-for-result/kind": (
        "Line {line} looks for `{kind}` only. Other exceptions stay among the results.",
        "Ask for every exception that may come.",
    ),
    "exception-for-result/compared": (
        (
            "Line {line} asks whether `{left}` is the class `{kind}`. An exception is one of that class and not the "
            "class itself, so the answer is always no."
        ),
        "Ask `isinstance({left}, {kind})`.",
    ),
    "exception-for-result/gathered": (
        "With `return_exceptions=True`, line {line} gives exceptions among the results, and {entry}() hands them on.",
        "",
    ),
    "group-for-its-member": (
        "`{name}` at line {line} is the group. What was asked for is the exception in it.",
        "Look into `{name}.exceptions`.",
    ),
    "exception-dropped": (
        "Line {line} catches {caught} and keeps nothing of it, so nobody hears what went wrong.",
        "Give it a name with `as`, and tell of it.",
    ),
    "caught-too-widely": (
        "Line {line} catches every `{caught}`, also what nobody foresaw, and nothing of it goes on.",
        "Name what you can deal with; after `except*`, what is left goes on by itself.",
    ),
    "exception-dropped/gathered": (
        (
            "With `return_exceptions=True`, line {line} gives what nobody caught among its results, and nobody looks "
            "at them."
        ),
        "Catch every exception that may come; or keep what `gather` gives, and look at each.",
    ),
    "exception-dropped/filtered": (
        "Line {line} leaves out what failed (`{test}`), and nothing else tells of it.",
        "",
    ),
    "whole-list-returned": (
        "Line {line} returns all that `gather` gives: a list with the result of each of its arguments, in their order.",
        "Take out what was asked for: `first, second = await asyncio.gather(…)`.",
    ),
    "lists-not-joined": (
        "`{what}` at line {line} gives a list of what each task returned, and each returned a list.",
        "Join them into one.",
    ),
    "printed-otherwise": ("{fact} What is printed comes from line {line}, such as {example}.", ""),
    "returned-otherwise": ("{fact} What is returned comes from line {line}.", ""),
    "returned-otherwise/placed": ("{fact} The `None` of line {line} stays where nothing else comes.", ""),
    "returned-otherwise/filled": ("{fact} What is returned is filled at line {line}.", ""),
    "returned-otherwise/inside": ("{fact} The value is made at line {line}.", ""),
    # Order
    "paired-by-arrival": (
        (
            "Line {line} pairs names with `{with_what}` by place. What `as_completed` gives first is what arrives "
            "first, not the first of the list."
        ),
        "Let each result bring its name along.",
    ),
    "paired-by-arrival/appended": (
        (
            "Line {line} pairs names with `{with_what}` by place, and `{with_what}` is in the order of arrival (line"
            " {there})."
        ),
        "",
    ),
    "order-written-down": (
        "Line {line} writes down an order as it was seen once: `{order}`. Another day others are quicker.",
        "Let what arrives say whose it is.",
    ),
    "order-of-the-list": (
        (
            "Line {line} takes the first of a list that `gather` gives in the order of its arguments. The first to "
            "arrive may be any of them."
        ),
        "`asyncio.as_completed`, or `asyncio.wait` with `FIRST_COMPLETED`, gives what arrives first.",
    ),
    "order-of-the-list/awaited": (
        (
            "Line {line} awaits the tasks in the order of `{over}`. One that is done earlier has to wait until the "
            "loop comes to it."
        ),
        "",
    ),
    "order-of-a-set": (
        "`{name}` at line {line} is a set: `asyncio.wait` gives sets, and their order means nothing.",
        "Go through the list of tasks that you made, in its order.",
    ),
    "order-of-arrival": (
        "Line {line} takes the results in the order of arrival.",
        (
            "`gather` gives them in the order of its arguments; or keep the tasks in a list, and take the results "
            "from there."
        ),
    ),
    "order-of-arrival/appended": (
        "Line {line} appends to `{target}` when a result arrives, so `{target}` is in the order of arrival.",
        "",
    ),
    "order-of-arrival/inserted": (
        (
            "Line {line} inserts into `{target}` at a place that it may not have yet. Where a list is shorter, "
            "`insert` puts a thing at its end, and so the order is that of arrival."
        ),
        "",
    ),
    "order-of-arrival/dict": (
        "Line {line} puts each result into `{target}` when it arrives, and a dict keeps that order (line {there}).",
        "",
    ),
    "wrong-end": (
        "`pop()` at line {line} takes from the end of `{queue}`: what came last goes first.",
        "Take from the front: `pop(0)`, a `deque`, or an `asyncio.Queue`.",
    ),
    "wrong-end/stack": (
        "Line {line} makes a stack: it gives what came last first.",
        "An `asyncio.Queue` gives what came first.",
    ),
    "order-changed": (
        "`{call}` at line {line} brings them into another order.",
        "Leave them in the order that was asked for.",
    ),
    # Budgets
    "asked-again": ("Line {line} calls `{call}` again; line {first} had asked it already.", ""),
    "asked-again/same-line": ("Line {line} calls `{call}` more than once.", ""),
    "task-for-each": ("Line {line} makes a task for each, however many there are: `{call}`.", ""),
    "queue-without-end": (
        (
            "`{call}()` at line {line} has no `maxsize`, so `put` never waits, and what is taken out of its source "
            "piles up."
        ),
        "",
    ),
    "all-read-first": (
        "Line {line} reads `{source}` to its end before anything is done with the first.",
        "Let each worker take the next one when it is free.",
    ),
    "task-begins-later": (
        (
            "`{call}` at line {line} makes plain tasks. Each begins in a later turn of the loop, also where the "
            "answer is there."
        ),
        "An eager task begins at once: `set_task_factory(asyncio.eager_task_factory)`, before the tasks are made.",
    ),
    "task-begins-later/late": (
        "The tasks of line {line} are made before line {there} tells the loop to begin tasks at once.",
        "",
    ),
    "gives-way-for-nothing": ("Line {line} gives up its turn, and has nothing to wait for.", ""),
    # Left behind
    "reference-lost": (
        (
            "Line {line} makes a task of `{what}` and keeps nothing of it. The loop does not hold it, so it was "
            "cleared away."
        ),
        "",
    ),
    "reference-lost/overwritten": (
        (
            "`{name}` at line {line} holds one task of `{what}`: each new one takes the place of the one before, "
            "which nobody holds then."
        ),
        "Keep them in a set.",
    ),
    "reference-lost/weakly": (
        (
            "`{name}` is a `WeakSet`, which holds nothing alive: the task of `{what}` made at line {line} was "
            "cleared away."
        ),
        "Keep them in an ordinary set.",
    ),
    "reference-lost/with-its-holder": (
        "`{name}` holds the task of `{what}` that line {line} makes, and was cleared away itself, the task with it.",
        "Make the object that keeps the tasks once, and keep it.",
    ),
    "never-waited-for": ("Line {line} begins `{what}`, and {entry} returns without waiting for it.", _WAIT_FOR_ALL),
    "never-waited-for/gather": (
        "Line {line} begins `{what}` with `gather`, and nobody awaits the `gather`.",
        "Put `await` before it.",
    ),
    "sleeps-for-the-wait": (
        "Line {line} sleeps for {time} and hopes that `{what}` is done by then. Another day it takes longer.",
        "Await the task instead: that takes as long as it takes.",
    ),
    "cancel-not-awaited": (
        (
            "Line {line} asks `{task}` to stop, and nobody waits until it has. A cancel is a request: what is "
            "cancelled still cleans up."
        ),
        "Await the cancelled tasks: `await asyncio.gather(*tasks, return_exceptions=True)`.",
    ),
    "leaked-losers": (
        "Line {line} leaves the loop with the first answer, and the others are still under way: `{what}`.",
        "Cancel the others, and await that, before you return.",
    ),
    "waits-for-some": (
        "Line {line} waits for the first of them only; `{what}` of the others is still under way.",
        "Wait for all, or cancel the others and await that.",
    ),
    "waits-for-some/one": (
        "Line {line} waits for `{one}` and for no other. Whether it is the last to be done depends on the day.",
        _WAIT_FOR_ALL,
    ),
    "gather-leaves-siblings": (
        "`gather` at line {line} raises the first exception and leaves the others running: `{what}`.",
        "A `TaskGroup` stops the others; `return_exceptions=True` waits for them.",
    ),
    "name-overwritten": (
        "`{name}` at line {line} is given another task in each round, so only the last of them is awaited.",
        "Keep all of them in a list.",
    ),
    "outside-the-group": (
        (
            "Line {line} makes a task of its own with `asyncio.create_task`. The group waits only for the tasks that"
            " it makes itself."
        ),
        "Make it with the group's `create_task`.",
    ),
    "workers-left-waiting": (
        (
            "Line {line} begins `{what}`, whose loop at line {loop} never ends: when all is done, they still wait "
            "for more."
        ),
        "Cancel them, and await that.",
    ),
    "exception-unseen": (
        "Line {line} makes a task that nobody awaits, so nobody hears of what it raised at line {there}: {fact}.",
        "",
    ),
    "cancel-swallowed": (
        (
            "`{handler}` at line {line} catches the `CancelledError` that should end the task, and does not raise it"
            " again."
        ),
        "End the block with `raise`, or catch `Exception`, which leaves cancels alone.",
    ),
    "left-by-a-cancel": (
        "A cancel ends the wait, and `{what}`, which line {line} begins, goes on.",
        "Begin it in a `TaskGroup`, or cancel and await it in a `finally`.",
    ),
    "left-by-a-cancel/gather": (
        "`gather` at line {line} ends with the first that is cancelled, and `{what}` has not cleaned up by then.",
        "A `TaskGroup` waits until all of its tasks have ended.",
    ),
    "closed-outside-finally": (
        "`{what}` is closed at line {line}, which is reached only when nothing went wrong before.",
        "",
    ),
    "never-closed": ("The {what} is opened at line {line} and never closed.", ""),
    "never-closed/generator": (
        "The generator `{what}` was begun, stands at line {line}, and is never closed.",
        "`async with contextlib.aclosing(…)` closes it however the block is left.",
    ),
    # Races
    "check-then-act": (
        (
            "Line {line} reads `{shared}`, line {wait} waits, and line {write} acts on what was read. Meanwhile "
            "others have changed it."
        ),
        "Read again after the wait, or hold a `Lock` around both.",
    ),
    # Too early, too late
    "padded": (
        "Line {line} sleeps for {time}. That makes the time right, and {what} is still missing. {fact}",
        "Take the sleep out, and put the work in.",
    ),
    "gives-up": (
        "`{call}` at line {line} waits for {limit} s and then gives up, and what takes longer is never there.",
        "Wait until it is done.",
    ),
    "gives-up/some": ("Line {line} waits for `{given}` only, and the others are cancelled before they are done.", ""),
    "gives-up/cancels": ("Line {line} cancels `{task}` where it is still under way and its answer is needed.", ""),
    "group-stops-all": (
        "Line {line} lets the exception leave its task. One failed task makes a `TaskGroup` cancel all the others.",
        "Keep the failure where it happens: do not raise it again.",
    ),
    "sleeps-for-computing": (
        "{function}() has to compute, and line {line} sleeps instead. Sleeps pass together; computing does not.",
        "Computing stays computing: it takes the thread's time, one after the other.",
    ),
    "computes-too-little": ("`{call}` at line {line} is not enough. {fact}", ""),
    "computes-too-little/gone": (
        "{function}() at line {line} does not call {call} any more, which is the work that it does.",
        "",
    ),
    "pause-missing": (
        "{function}() pauses after what it prints at line {line}, in the program you were given; this one does not.",
        "",
    ),
    "call-missing": (
        "{entry}() returns at line {line} without having asked the world for {what}.",
        "Everything that the given program asks for has to be asked for.",
    ),
    "call-missing/all": ("Nothing here waits for the world: {entry}() never calls {what}.", ""),
    "items-left-out": ("Line {line} goes through `{part}`, not through all of `{whole}`.", "Go through all of them."),
    "items-left-out/once": (
        "Line {line} calls {call} once; in the given program it is called until nothing is left.",
        "",
    ),
    "items-left-out/deeper": (
        "The calls of {call} end at line {line}: what they found is not asked any further.",
        "",
    ),
    "pauses-first": (
        "Line {line} pauses before the line is printed; in the given program the pause comes after it.",
        "Print first, then pause.",
    ),
    "output-held-back": ("Line {line} prints at {time} what was known before.", ""),
    "output-held-back/behind": (
        "Line {wait} waits until all of them are there, and line {line} prints them only then, at {time}.",
        "Print each one in the function that gets it, or in a loop over `asyncio.as_completed`.",
    ),
}

"""The wording in English: for each verdict its headline, a general sentence, and what to try next.

Headlines are plain words without a full stop. Sentences speak to the learner, say what happened and never scold. Names
of Python stand in backticks.
"""

TO_DO = "To do"
AS_LONG_AS_THE_STUB = "Waits do pass together, and yet it takes no less time than the program that you were given."
JUST_AS_POSSIBLE = "In another order of events, which is just as possible: {sentence}"
ANOTHER_DAY = 'On another day, in the check "{check}": {sentence}'

WORDING: dict[str, tuple[str, str, str]] = {
    "passed": (
        "Passed",
        "The right result, in the right time, on one thread.",
        "Compare your answer with the kit's, or go on to the next exercise.",
    ),
    "judge-error": (
        "The grader failed, not you",
        "Something went wrong on the grader's side, so this says nothing about your file and is not scored.",
        "Grade again; if it stays, report it with the output of `doctor`.",
    ),
    "missing-file": (
        "The file is not there",
        "There is no file of the name that this exercise asks for.",
        "Put the file back under its own name; `reset` brings back the stub.",
    ),
    "unreadable-file": (
        "The file cannot be read",
        "What lies under the exercise's name is not a text file that Python could read.",
        "Save it as an ordinary file, with the encoding UTF-8.",
    ),
    "syntax-error": (
        "Python cannot read the file",
        "The file is not valid Python, so nothing of it could run.",
        "Look at the marked line and the one above it: brackets, colons, quotes, indentation.",
    ),
    "import-error": (
        "The file cannot be loaded",
        "Loading the file ended in an exception, before anything was called.",
        "Keep what stands at the left margin to imports, functions and constants; the work belongs inside them.",
    ),
    "missing-entry": (
        "A name that the checks call is missing",
        "The file loads, but a function that this exercise asks for is not in it.",
        "Compare the name with the README's section *What the checks call*.",
    ),
    "not-a-coroutine": (
        "The entry cannot be awaited",
        "What the checks call is not a function, or it hands back something that nobody awaited.",
        "Write it as `async def`, and await inside it what it calls.",
    ),
    "tampered": (
        "The program reached outside its room",
        "The program tried something that the confinement forbids, or interfered with the grader's own messages.",
        "Solve the exercise inside its file, with the standard library and `world`.",
    ),
    "hung": (
        "Stopped answering",
        "The program went on computing or blocked for real, and never came back to the event loop.",
        "Look for a loop whose condition never changes, or a wait that is not from `world` or `asyncio`.",
    ),
    "memory-limit": (
        "Needs too much memory",
        "The program asked for more memory than an exercise may have.",
        "Look for a list or a text that grows in a loop without end.",
    ),
    "output-limit": (
        "Prints without end",
        "The program printed more than an exercise may.",
        "Look for a `print` in a loop that never ends.",
    ),
    "never-ends": (
        "Would go on for ever",
        "Time was let run on for a very long while, and the program still waited for more of it.",
        "Look for a loop that sleeps and never breaks out, and for a task that nobody stops.",
    ),
    "crashed": (
        "Python itself broke down",
        "The process that ran the program ended without a word, as after a signal or an overflow deep inside.",
        "Look for very deep recursion, and for modules that reach into the interpreter.",
    ),
    "exited": (
        "The program ended itself",
        "The program left by `sys.exit()` or its like, so its result never arrived.",
        "Return from the function instead of ending the process.",
    ),
    "extra-loop": (
        "A second event loop was started",
        "The grader brings the event loop, and the program started one more, as `asyncio.run()` does.",
        'Keep `asyncio.run(main())` under `if __name__ == "__main__":`, and let the grader await `main()`.',
    ),
    "not-single-threaded": (
        "Used another thread or process",
        "Part of the work ran outside the one thread, or tried to.",
        "Take out `to_thread`, executors and `threading`: what waits can be awaited on one thread.",
    ),
    "never-awaited": (
        "A coroutine was never awaited",
        "Calling an `async def` only makes a coroutine; nothing of it runs until it is awaited or made a task.",
        "Put `await` before the call, or give it to `asyncio.create_task`.",
    ),
    "deadlock": (
        "Everything waits for something that never comes",
        "Every task is waiting, and nothing that could wake one of them is under way.",
        "Follow each task to what it waits for, and ask who should have brought it.",
    ),
    "busy-wait": (
        "Asks again and again without waiting",
        "The program goes round in a loop at one instant, so time never gets the chance to move on.",
        "Wait for the thing itself: await the task, the event or the queue.",
    ),
    "blocked-loop": (
        "One wait stops everybody",
        "A wait that blocks the thread was used while other tasks had work to do.",
        "Use the wait that can be awaited: `asyncio.sleep` for `time.sleep`, the world's name without `_blocking`.",
    ),
    "raised": (
        "Ended in an exception",
        "The program raised an exception where a result was asked for.",
        "Read the exception's last line first, then the marked line.",
    ),
    "swallowed-cancel": (
        "Would not be cancelled",
        "The program was asked to stop, and went on as if nothing had been said.",
        "After cleaning up, let `CancelledError` go on: `raise` it again, and never catch it with everything else.",
    ),
    "wrong-result": (
        "The result is not what was asked for",
        "The program ran to its end and came to another result.",
        "Compare what came out with what the README asks for.",
    ),
    "wrong-order": (
        "Everything is there, in another order",
        "The right results came in an order that was not asked for.",
        "Ask which order is meant: that of the questions, or that in which answers arrive.",
    ),
    "too-many-in-flight": (
        "Too much at the same time",
        "More requests were under way at once than the exercise allows.",
        "Let each one pass through one `asyncio.Semaphore` that all of them share.",
    ),
    "rate-exceeded": (
        "Requests start too close together",
        "Two requests began nearer to each other than the service allows.",
        "Space the starts, however long each request takes.",
    ),
    "extra-calls": (
        "Asked more often than needed",
        "The world was asked for something that had been asked for already.",
        "Keep what was answered, or what is on its way, and share it.",
    ),
    "too-many-tasks": (
        "More tasks than needed",
        "The program made more tasks than the exercise allows.",
        "Let a few workers take from a queue instead of making a task for everything.",
    ),
    "needless-hops": (
        "Tasks took turns they did not need",
        "The program gave up its turn where it had nothing to wait for.",
        "Await only what really waits; take out a `sleep(0)`.",
    ),
    "unbounded-buffer": (
        "Nothing holds back the faster side",
        "What was produced piled up, because nothing made the producer wait for the consumer.",
        "Give the queue a `maxsize`, and await `put`.",
    ),
    "lost-task": (
        "A task vanished before it was done",
        "Nobody held on to a task, so Python was free to clear it away while it waited.",
        "Keep a reference to each task until it is done.",
    ),
    "leaked-task": (
        "Left a task behind",
        "The program returned while a task of its own was still under way.",
        "Await every task that you start, or cancel it and await that.",
    ),
    "unclean": (
        "Something was left open",
        "The program returned while something that it opened was not closed.",
        "Open it with `async with`, or close it in a `finally`.",
    ),
    "lost-exception": (
        "An exception got lost",
        "A task failed, and nobody looked at what it said.",
        "Await each task: that is where its exception arrives.",
    ),
    "race": (
        "Right only by luck",
        "The program is right in one order of events and wrong in another that is just as possible.",
        "Ask at each `await` what others may have changed meanwhile; the seed replays the order that goes wrong.",
    ),
    "still-sequential": (
        "Right result, but one wait after the other",
        "Each wait begins only when the one before has ended, though neither needs anything of the other.",
        "Start both before you await either.",
    ),
    "late-output": (
        "Right, but said too late",
        "The right lines were printed, only not at the moment when they could have been.",
        "Print each thing as soon as it is known, not when all is done.",
    ),
    "too-slow": (
        "Right, but slower than it can be",
        "Some waits pass together, and at least one still waits for another without need.",
        "Find on the timeline the wait that could have started earlier.",
    ),
    "too-fast": (
        "Ended early: something was skipped",
        "The program was done before the work could have been, so part of it never happened.",
        "Find on the timeline what is missing beside what is possible.",
    ),
}

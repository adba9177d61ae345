"""The untrusted room: a process that imports the submission and asks the judge for everything that matters.

* `zygote`, `fresh`: how a runner process begins: forked where its room is furnished, or started anew
* `run`: a furnished room, and one run, from `Load` to the end of the channel
* `channel`, `room`: the exchange of messages, and what this room knows
* `loop`, `tasks`: the event loop whose idle asks for time, and tasks in a stable order
* `calls`, `world`: stubs for the world, and how a call of them waits
* `serving`: calls that the judge makes into the submission
* `submission`: the learner's module, and which lines are theirs
* `tracing`, `wallclock`, `idents`, `boundaries`, `output`, `hygiene`: what the submission finds in place of clocks,
  threads and streams

Nothing here is trusted by the judge. Nothing secret may be imported here: this package sees only the clock and the
protocol.
"""

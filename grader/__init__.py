"""The engine of onethread: runs a submission in one room and judges it from another, on one virtual clock.

Imports only point down; packages of one row do not see each other; `runner` sees only `clock` and `protocol`.

    cli                                     one verb a file, exit codes
    batch  authoring  packaging             a class · proving exercises · archives for platforms
    grading                                 one submission to one report
    testing                                 the pytest plugin: what the authors of checks use
    judge                                   the trusted room: session with a runner, the world, ledger, watchdog
    catalog  sandbox  simulation  runner    exercises on disk · confinement · network · the untrusted room
    timeline  explain  reporters  platforms pictures of time · wording · one audience each · one platform each
    workspace                               (same row) what a learner's folder keeps: progress, results
    model  clock  protocol                  verdicts and reports · the virtual clock · messages between the rooms

`grader.clock` and `grader.testing` are for other people's code; the rest may change.
"""

__version__ = "0.1.0"

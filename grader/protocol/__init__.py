"""What the two rooms say to each other. No I/O: messages in, bytes out, bytes in, messages out.

* `messages`: the closed set of messages, typed
* `shapes`: how the judge describes its world, so that the runner can put stubs in its place
* `states`: who may say what when, as a table
* `values`: Python values that cross, tagged so that each arrives as what it was; `encoding` is the way out, `decoding`
  the way in, `refusals` names what cannot cross, `wire` bounds what can
* `exceptions`: which class stands for an exception in the other room, and how one is put together again
* `standins`: what stands here for an object whose class lives only in the other room
* `framing`: length-prefixed frames, and their limits
* `errors`: whose fault it is
"""

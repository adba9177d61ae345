#!/bin/sh
# Gradescope runs this once, as root, when it builds the image. It fails where the package is not fit to grade.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 3
exec sh "$here/onethread/start.sh" install "$here/onethread/course"

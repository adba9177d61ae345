#!/bin/sh
# Exercism runs this with the slug, the folder of what was handed in, and the folder for the result.
submission=$(CDPATH='' cd -- "$2" && pwd) || exit 3
cd -- "$3" || exit 3
exec sh /opt/onethread/start.sh grade exercism /opt/onethread/course "$submission" "$1"

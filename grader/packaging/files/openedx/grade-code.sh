#!/bin/sh
# xqueue-watcher runs this with the problem's grader path, which is an exercise's slug; the code is in a variable.
file=$(mktemp) || exit 3
printf '%s' "$SUBMISSION_CODE" >"$file"
unset SUBMISSION_CODE
exec sh /opt/onethread/start.sh grade openedx /opt/onethread/course "$file" "$1"

#!/bin/sh
# Puts a run's summary on the job's page and its annotations on the scenario's lines: show-reports.sh FOLDER
set -eu
if [ -f "$1/summary.md" ]; then
    cat "$1/summary.md" >>"$GITHUB_STEP_SUMMARY"
else
    echo "::error title=Crossfire::no drill was judged; the step's log says why"
fi
if [ -f "$1/github-annotations.txt" ]; then cat "$1/github-annotations.txt"; fi

#!/usr/bin/env bash
# One run of ginlint for action.yml. Inputs come in INPUT_ variables, never as text of this script.
set -uo pipefail

root=$PWD
report=$RUNNER_TEMP/ginlint.json
annotations=$RUNNER_TEMP/ginlint.annotations
summary=$RUNNER_TEMP/ginlint.md
sarif=$root/$INPUT_SARIF
cd "$INPUT_DIRECTORY" || exit 2

new=()
if [ "$INPUT_ONLY_NEW" = true ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
        git fetch --quiet --no-tags --unshallow origin
    fi
    git fetch --quiet --no-tags origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF"
    new=(--merge-base "origin/$GITHUB_BASE_REF" --affected)
fi
[ -n "$INPUT_FAIL_ON" ] && new+=(--fail-on "$INPUT_FAIL_ON")

set -f # blanks separate arguments, but * means nothing here
# shellcheck disable=SC2206
arguments=($INPUT_ARGS)
PYTHONPATH=$RUNNER_TEMP/ginlint python -m ginlint check --no-progress ${new[@]+"${new[@]}"} \
    --format text --format "sarif:$sarif" --format "json:$report" --format "github:$annotations" \
    --format "markdown:$summary" ${arguments[@]+"${arguments[@]}"}
status=$?

echo "exit-code=$status" >>"$GITHUB_OUTPUT"
[ -s "$sarif" ] && echo "sarif-written=true" >>"$GITHUB_OUTPUT"
if [ -s "$report" ]; then
    python "$GITHUB_ACTION_PATH/action/report.py" "$report" "$annotations"
    [ "$INPUT_SUMMARY" = true ] && cat "$summary" >>"$GITHUB_STEP_SUMMARY"
fi
exit 0 # a later step fails the job, once the SARIF file is uploaded

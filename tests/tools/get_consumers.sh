#!/bin/sh
# Installs what reads the log of a job at Azure Pipelines and GitHub, where the tests look for it:
# $GINLINT_CONSUMERS, or .cache/consumers in the repository. Needs npm.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
target=${GINLINT_CONSUMERS:-$root/.cache/consumers}

mkdir -p "$target"
npm install --no-audit --no-fund --no-save --ignore-scripts --prefix "$target" \
    azure-pipelines-task-lib@5.281.0 @actions/core@3.0.1

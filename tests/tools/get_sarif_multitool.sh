#!/bin/sh
# Installs Microsoft's SARIF multitool, with the SARIF schema in it, where the tests look for it:
# $GINLINT_SARIF_MULTITOOL, or .cache/sarif-multitool in the repository. Needs npm.
set -eu

version=5.7.0
root=$(cd "$(dirname "$0")/../.." && pwd)
target=${GINLINT_SARIF_MULTITOOL:-$root/.cache/sarif-multitool}

mkdir -p "$target"
npm install --no-audit --no-fund --no-save --ignore-scripts --prefix "$target" "@microsoft/sarif-multitool@$version"
# npm unpacks the program without the right to run it and leaves that to a script.
chmod u+x "$target"/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool

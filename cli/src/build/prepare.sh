#!/bin/sh
# Puts what is not compiled into the build folder $1: the launcher, and the revision that --version names.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p "$1/classes/io/brickyard/cli"
install -m 755 src/main/launcher/brickyard "$1/brickyard"
revision=$(git describe --always --dirty --abbrev=12 --exclude='*' 2>/dev/null) || revision=unversioned
printf '%s\n' "$revision" >"$1/classes/io/brickyard/cli/revision"

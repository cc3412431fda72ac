#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Write both locks anew from requirements*.in. Needs uv. The locks hold no address: pip asks the index it is set up for.
set -eu
cd "$(dirname "$0")"
lock() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"; }
lock requirements.in -o requirements.lock
lock requirements-test.in --constraints requirements.lock -o requirements-test.lock

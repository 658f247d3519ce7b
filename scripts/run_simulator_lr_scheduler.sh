#!/usr/bin/env bash
# Starts the demo on this machine, and installs what it needs into the folder .demo at first; --help tells the rest.
set -eu

scripts=$(dirname -- "${BASH_SOURCE[0]}")
oldest=$(sed -n 's/^requires-python = ">=\([0-9.]*\)"$/\1/p' "$scripts/../pyproject.toml")

for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
  if "$python" -c "import sys; sys.exit(sys.version_info < tuple(map(int, '$oldest'.split('.'))))" 2>/dev/null; then
    exec "$python" "$scripts/start_demo.py" "$@"
  fi
done
echo "The demo needs Python $oldest or later, which is not found here. Install it, and start again." >&2
exit 1

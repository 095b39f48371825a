#!/usr/bin/env bash
# Installs mkdocs-journeys, and what a handbook needs besides, into an environment of its own.
#
#   ci/install.sh SOURCE ENVIRONMENT [REQUIREMENTS]
#
# SOURCE is a checkout of mkdocs-journeys. ENVIRONMENT is a folder that is made anew. REQUIREMENTS,
# if not empty, is a file for `pip install --requirement`. PYTHON names another python3.
set -euo pipefail

source=$1
environment=$2
requirements=${3:-}
python=${PYTHON:-python3}

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
unset PYTHONHOME PYTHONPATH

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; this machine's $python is not. Set one up before this step." >&2
  exit 1
fi
"$python" -m venv --clear "$environment"
"$environment/bin/python" -m pip install --quiet "$source"
if [ -n "$requirements" ]; then
  "$environment/bin/python" -m pip install --quiet --requirement "$requirements"
fi
"$environment/bin/journeys" --version

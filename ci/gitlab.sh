#!/usr/bin/env bash
# What the jobs of ci/gitlab.yml run: GitLab's variables become those of our scripts.
#
#   ci/gitlab.sh review    check, compare and build
#   ci/gitlab.sh note      write what changed under the merge request
#
# JOURNEYS_ENVIRONMENT is the folder that ci/install.sh installed into.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# The scripts need Python alone. GitLab's pipelines of merged results check out both branches merged,
# and name the commits of each; what others merged meanwhile is not this change.
python="$JOURNEYS_ENVIRONMENT/bin/python"
head=${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-${CI_COMMIT_SHA:-}}

case "${1:-}" in
  review)
    export HANDBOOK_CI=gitlab
    export HANDBOOK_BASE=${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}}
    export HANDBOOK_HEAD=$head
    export HANDBOOK_SITE=${HANDBOOK_SITE:-site}
    export HANDBOOK_NUMBER=${CI_MERGE_REQUEST_IID:-}
    exec "$python" "$here/review.py"
    ;;
  note)
    export COMMENT_SERVER=gitlab
    export COMMENT_HEAD=$head
    export COMMENT_NUMBER=$CI_MERGE_REQUEST_IID
    export COMMENT_FILE=${COMMENT_FILE:-handbook-review/review.md}
    export COMMENT_TOKEN=$JOURNEYS_GITLAB_TOKEN
    exec "$python" "$here/comment.py"
    ;;
  *)
    echo "usage: ci/gitlab.sh review|note" >&2
    exit 2
    ;;
esac

#!/usr/bin/env bash
# The step of the action: SARIF for the upload, annotations for the changed files, a summary for the run's page. Its exit
# status is that of the audit. Inputs come through the environment, so that no text of a workflow is run by a shell.
set -euo pipefail

arguments=()
while IFS= read -r line; do
    [ -z "$line" ] || arguments+=("$line")
done <<<"${ARGUMENTS:-}"

status=0
pinwheel audit "${AUDIT_PATH:-.}" --fail-on "${FAIL_ON:-high}" --format sarif -o "${SARIF:-pinwheel.sarif}" "${arguments[@]}" || status=$?
[ "$status" -le 1 ] || exit "$status"
pinwheel audit "${AUDIT_PATH:-.}" --fail-on never --format github "${arguments[@]}"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    pinwheel audit "${AUDIT_PATH:-.}" --fail-on never --summary "${arguments[@]}" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"

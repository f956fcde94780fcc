#!/usr/bin/env bash
# Installs what the tests need on a fresh Debian machine and runs all of them; the last line says how many passed.
#   bash tests/run.sh            everything but the long forms of the kill tests
#   bash tests/run.sh --soak     with them (200 kills on SQLite, 200 on PostgreSQL)
# Uses APPROVALFLOW_TEST_POSTGRES or APPROVALFLOW_TEST_SQLSERVER (connection strings of throw-away databases) where set.
# Without the first it starts a PostgreSQL of its own; without the second the slices on SQL Server are skipped, by name.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
for option in "$@"; do
  case $option in
    --soak) export APPROVALFLOW_TEST_SOAK=1 ;;
    *) echo "tests/run.sh: $option is no option; there is --soak" >&2; exit 2 ;;
  esac
done

fail() { echo "tests/run.sh: $*" >&2; exit 1; }
command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: install it and run again"
command -v node >/dev/null || fail "Node.js 20 or newer is missing: install it and run again"

# --- What Debian provides -------------------------------------------------------------------------------------------
missing=()
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || missing+=(chromium-headless-shell)
command -v fc-list >/dev/null && fc-list | grep -qi 'Noto Sans CJK' || missing+=(fonts-noto-cjk fontconfig)
[ -n "${APPROVALFLOW_TEST_POSTGRES:-}" ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
  sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
  echo "installing ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

. tests/postgres.sh

# --- Build and test ---------------------------------------------------------------------------------------------------
npm ci --prefix tests/smtp --no-audit --no-fund --loglevel=error
dotnet restore
dotnet build --no-restore -v quiet -clp:NoSummary

results=.artifacts/test-results
rm -rf "$results"
status=0
run() { # project, name of its results, filter
  dotnet test "tests/$1" --no-build ${3:+--filter "$3"} --results-directory "$results" \
    --logger "trx;LogFileName=$2.trx" --logger "console;verbosity=minimal"
}
# The slices that lean on the database (queries, order, concurrency, what is unique), again on a real server.
slices() { APPROVALFLOW_TEST_DATABASE=$1 run ApprovalFlow.Tests "slices-$1" Database=Every; }

# Side by side: these wait for processes that they kill and for a server, the product's own for the browser.
{ run ApprovalFlow.Engine.Tests ApprovalFlow.Engine.Tests || failed=1; slices PostgreSql || failed=1; exit "${failed:-0}"; } &
run ApprovalFlow.Tests ApprovalFlow.Tests || status=1
wait $! || status=1
unmet=""
if [ -n "${APPROVALFLOW_TEST_SQLSERVER:-}" ]; then slices SqlServer || status=1; else unmet="  skipped: slices on SQL Server (name a throw-away server in APPROVALFLOW_TEST_SQLSERVER)"; fi

sum() { grep -ho '<Counters [^>]*' "$results"/*.trx | sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" | awk '{ n += $1 } END { print n + 0 }'; }
skipped=$(grep -ho '<UnitTestResult [^>]*outcome="NotExecuted"[^>]*' "$results"/*.trx | sed -nE 's/.* testName="([^"]*)".*/  skipped: \1/p' || true)
skipped=$(printf '%s\n%s' "$skipped" "$unmet" | sed '/^$/d')
[ -z "$skipped" ] || echo "$skipped"
passed=$(sum passed) failed=$(sum failed)
[ "$passed" -gt 0 ] || status=1
echo "$passed passed, $failed failed, $(printf '%s' "$skipped" | grep -c . || true) skipped"
exit $status

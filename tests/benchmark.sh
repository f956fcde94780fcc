#!/usr/bin/env bash
# Measures the engine beside bare EF transactions, on SQLite and PostgreSQL; prints a table and writes .artifacts/benchmarks.json.
#   bash tests/benchmark.sh [per-round [rounds [result.json]]]
set -euo pipefail
cd "$(dirname "$0")/.."
. tests/postgres.sh
dotnet run -c Release --project tests/ApprovalFlow.Benchmarks -- "$@"

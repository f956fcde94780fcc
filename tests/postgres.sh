# Sourced by run.sh and benchmark.sh: a PostgreSQL of our own with its defaults, gone when the caller is, unless
# APPROVALFLOW_TEST_POSTGRES names one.
if [ -z "${APPROVALFLOW_TEST_POSTGRES:-}" ]; then
  bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
  pg=$(mktemp -d)
  as() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
  [ "$(id -u)" = 0 ] && chown postgres "$pg"
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  as "$bin/initdb" -D "$pg/data" -U approvalflow --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  as "$bin/pg_ctl" -D "$pg/data" -l "$pg/log" -w \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$pg -c max_connections=200" start >/dev/null \
    || { echo "PostgreSQL did not start: $(tail -n 3 "$pg/log")" >&2; exit 1; }
  trap 'as "$bin/pg_ctl" -D "$pg/data" -m immediate stop >/dev/null 2>&1; rm -rf "$pg"' EXIT
  export APPROVALFLOW_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=approvalflow;Database=postgres"
fi

# A PostgreSQL of Debian's own in $work/cluster, made for this and thrown away, with the roles that
# docs/operations/own-postgresql.md asks for. Gives $bin, $sql_port, as_postgres, sql, make_cluster and stop_cluster.
sql_port="${BENCH_SQL_PORT:-$((${port:-8099} + 1000))}"
bin="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
if [ -z "$bin" ]; then
    [ "$(id -u)" = 0 ] || { echo "Install Debian's package postgresql first." >&2; exit 2; }
    apt-get install -y --no-install-recommends postgresql >/dev/null
    bin="$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)"
fi
export PGPASSWORD=drill

# PostgreSQL does not run as root
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
sql() { "$bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$sql_port" -U postgres "$@"; }

# Starts the cluster in a folder on a port.
start_cluster() {
    as_postgres "$bin/pg_ctl" start -s -w -D "$1" -l "$1/log" \
        -o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200"
}

make_cluster() {
    chmod 755 "$work"
    install -d -m 700 "$work/cluster"
    [ "$(id -u)" != 0 ] || chown postgres "$work/cluster"
    printf 'drill' >"$work/password"
    chmod 644 "$work/password"
    as_postgres "$bin/initdb" -D "$work/cluster" -U postgres --pwfile="$work/password" -A scram-sha-256 >/dev/null
    start_cluster "$work/cluster" "$sql_port"
    local role
    for role in owner app jobs reporting; do
        sql -d postgres -c "create role samenspel_$role login nosuperuser nobypassrls nocreatedb nocreaterole password 'drill'"
    done
    sql -d postgres -c "create database samenspel owner samenspel_owner template template0 encoding 'UTF8' locale_provider icu icu_locale 'nl-NL'"
    sql -d samenspel -c 'revoke create on schema public from public'
}

stop_cluster() { as_postgres "$bin/pg_ctl" stop -s -m fast -D "${1:-$work/cluster}" || true; }

#!/bin/sh
# Writes .sqlx/: what the compiler needs to know of the database to check the queries of
# crates/store. Run after a change to migrations/ or to a query, and commit the folder.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$root/migrations" "$work/dev.db" <<'PYTHON'
import pathlib, sqlite3, sys
database = sqlite3.connect(sys.argv[2])
for migration in sorted(pathlib.Path(sys.argv[1]).glob("*.sql")):
    database.executescript(migration.read_text())
database.close()
PYTHON

mkdir -p "$root/.sqlx" "$work/out"
# The macros only run when the crate is compiled.
touch "$root/crates/store/src/lib.rs"
cd "$root"
DATABASE_URL="sqlite://$work/dev.db" SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$work/out" \
    cargo check --quiet -p tacenda-store --all-targets
rm -f "$root"/.sqlx/query-*.json
cp "$work"/out/query-*.json "$root/.sqlx/"
touch "$root/crates/store/src/lib.rs"
echo "$(ls "$root/.sqlx" | wc -l) queries"

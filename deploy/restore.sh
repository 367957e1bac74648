#!/bin/sh
# A copy that deploy/backup.sh made, put into an empty database and checked: deploy/restore.sh FILE.
# The database is the one at DATABASE_URL, or where that is not set the one of deploy/compose.yaml, with servers and worker stopped.
set -eu

file=${1:?usage: deploy/restore.sh FILE}
here=$(cd "$(dirname "$0")" && pwd)
tables="select count(*) from information_schema.tables where table_schema = 'public'"

compose() {
    docker compose --file "$here/compose.yaml" --env-file "$here/rembuk.env" "$@"
}

if [ -n "${DATABASE_URL:-}" ]; then
    query() { psql --no-psqlrc --tuples-only --no-align --dbname="$DATABASE_URL" --command="$1"; }
    restore() { pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$DATABASE_URL" "$file"; }
    manage() { "$here/../.venv/bin/python" "$here/../manage.py" "$@"; }
else
    query() { compose exec -T postgresql psql --no-psqlrc --tuples-only --no-align --username=rembuk --command="$1" rembuk; }
    restore() { compose exec -T postgresql pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --username=rembuk --dbname=rembuk <"$file"; }
    manage() { compose run --rm --no-deps worker python manage.py "$@"; }
fi

found=$(query "$tables") || {
    echo "restore: the database does not answer; nothing was changed" >&2
    exit 1
}
if [ "$found" != 0 ]; then
    echo "restore: the database is not empty; nothing was changed" >&2
    exit 2
fi
restore
manage migrate --no-input --verbosity 0
manage verify_record # every chain, every row's digest, every poll counted again

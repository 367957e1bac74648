#!/bin/sh
# A copy that deploy/backup.sh made, put into an empty database and checked: deploy/restore.sh FILE.
# The database is the one at DATABASE_URL with the folder FILES_ROOT, or where that is not set those of deploy/compose.yaml, with servers
# and worker stopped.
set -eu
umask 077

file=${1:?usage: deploy/restore.sh FILE}
here=$(cd "$(dirname "$0")" && pwd)
tables="select count(*) from information_schema.tables where table_schema = 'public'"

compose() {
    docker compose --file "$here/compose.yaml" --env-file "$here/rembuk.env" "$@"
}

if [ -n "${DATABASE_URL:-}" ]; then
    files=${FILES_ROOT:-$here/../media}
    query() { psql --no-psqlrc --tuples-only --no-align --dbname="$DATABASE_URL" --command="$1"; }
    restore() { pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$DATABASE_URL" "$part/database.dump"; }
    unpack() { mkdir -p "$files" && tar --extract --directory="$files" --file="$1"; }
    manage() { "$here/../.venv/bin/python" "$here/../manage.py" "$@"; }
else
    query() { compose exec -T postgresql psql --no-psqlrc --tuples-only --no-align --username=rembuk --command="$1" rembuk; }
    restore() { compose exec -T postgresql pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --username=rembuk --dbname=rembuk <"$part/database.dump"; }
    unpack() { compose run --rm --no-deps -T worker tar --extract --directory=/files <"$1"; }
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

part=$(mktemp -d)
trap 'rm -rf "$part"' EXIT
if tar --list --file="$file" database.dump files.tar >"$part/members" 2>&1; then
    tar --extract --directory="$part" --file="$file"
    for copied in "$part/files.tar" "$part/later.tar"; do # first, since no row may lack its file
        test ! -f "$copied" || unpack "$copied"
    done
else # a backup from before there were files: the database alone
    echo "restore: this backup holds no files, only the database" >&2
    cp "$file" "$part/database.dump"
fi
restore
manage migrate --no-input --verbosity 0
manage verify_record # every chain, every row's digest, every file, every poll counted again

#!/bin/sh
# One consistent copy of everything: deploy/backup.sh FOLDER. All that Rembuk keeps lies in its database, and in the folder of files that
# people sent; the settings are yours to keep. The database is the one at DATABASE_URL with the folder FILES_ROOT, or where that is not
# set those of deploy/compose.yaml. Files in a storage elsewhere (S3) are copied by its own means.
set -eu
umask 077 # it holds people's addresses, and of a poll that is open what could be joined

folder=${1:?usage: deploy/backup.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
part="$folder/.rembuk-$$.part"
mkdir "$part"
trap 'rm -rf "$part"' EXIT

if [ -n "${DATABASE_URL:-}" ]; then
    files=${FILES_ROOT:-$here/../media}
    dump() { pg_dump --format=custom --no-owner --no-privileges --dbname="$DATABASE_URL"; }
    copy() { if [ -d "$files" ]; then tar --create --directory="$files" "$@" .; else tar --create --files-from=/dev/null; fi; }
else
    compose() { docker compose --file "$here/compose.yaml" --env-file "$here/rembuk.env" "$@"; }
    dump() { compose exec -T postgresql pg_dump --format=custom --no-owner --no-privileges --username=rembuk rembuk; }
    copy() { compose exec -T worker tar --create --directory=/files "$@" .; }
fi

# A file is written before its row and taken away after it. Copied before the database, those of the rows that go meanwhile are there;
# copied once more after it, those that came. Of one that goes under its hands tar says so, and ends with 1.
begun=$(($(date +%s) - 60)) # a minute earlier, since clocks differ
copy >"$part/files.tar" || test $? -eq 1
dump >"$part/database.dump"
test -s "$part/database.dump"
copy --newer-mtime="@$begun" >"$part/later.tar" || test $? -eq 1

tar --create --file="$part/all" --directory="$part" database.dump files.tar later.tar
file="$folder/rembuk-$(date -u +%Y%m%dT%H%M%SZ).tar"
mv "$part/all" "$file" # whole or not at all
echo "$file"

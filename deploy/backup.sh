#!/bin/sh
# One consistent copy of everything: deploy/backup.sh FOLDER. All that Rembuk keeps lies in its database; the settings are yours to keep.
# The database is the one at DATABASE_URL, or where that is not set the one of deploy/compose.yaml.
set -eu
umask 077 # it holds people's addresses, and of a poll that is open what could be joined

folder=${1:?usage: deploy/backup.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
draft="$folder/.rembuk-$$.part"
trap 'rm -f "$draft"' EXIT

if [ -n "${DATABASE_URL:-}" ]; then
    pg_dump --format=custom --no-owner --no-privileges --dbname="$DATABASE_URL" >"$draft"
else
    docker compose --file "$here/compose.yaml" --env-file "$here/rembuk.env" exec -T postgresql \
        pg_dump --format=custom --no-owner --no-privileges --username=rembuk rembuk >"$draft"
fi

test -s "$draft"
file="$folder/rembuk-$(date -u +%Y%m%dT%H%M%SZ).dump"
mv "$draft" "$file" # whole or not at all
echo "$file"

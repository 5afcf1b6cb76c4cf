#!/bin/sh
# Streams prepared files as fast as the system can: `records` (NDJSON of messages) for read, `catalog` (one CATALOG line) for discover.
command=$1
while [ $# -gt 1 ]; do
  if [ "$1" = --config ]; then config=$2; fi
  shift
done

path_of() {
  tr -d '\n' <"$config" | sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*\"\([^\"]*\)\".*/\1/p"
}

case $command in
spec) echo '{"type":"SPEC","spec":{"connectionSpecification":{"type":"object","required":["records","catalog"],"properties":{"records":{"type":"string"},"catalog":{"type":"string"}}}}}' ;;
check) echo '{"type":"CONNECTION_STATUS","connectionStatus":{"status":"SUCCEEDED"}}' ;;
discover) exec cat "$(path_of catalog)" ;;
read) exec cat "$(path_of records)" ;;
*) echo "usage: spec | check | discover | read, got: $command" >&2 && exit 2 ;;
esac

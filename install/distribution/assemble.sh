#!/bin/sh
# Adds to the distribution what is not a dependency: bin, conf, the Hive JDBC driver and the local
# stack's class paths. Those are hard links where the file system lets them be: they are large.
set -eu
cd "$(dirname "$0")"
target=$1
root=../..

jars() { # FROM TO
  if ! ls "$1"/*.jar >/dev/null 2>&1; then
    echo "assemble.sh: no jars in $1: that module was not built" >&2
    exit 1
  fi
  mkdir -p "$2"
  ln -f "$1"/*.jar "$2/" 2>/dev/null || cp "$1"/*.jar "$2/"
}

jars "$root/hive-tables/store/target/hive-jdbc" "$target/lib/hive-jdbc"
jars "$root/spot-workers/spark/target/spark" "$target/lib/spark"
for service in kafka hdfs hive; do
  jars "$root/install/local-stack/$service/target/lib" "$target/stack/$service"
done
mkdir -p "$target/bin" "$target/conf"
cp -R "$root/conf/." "$target/conf/"
cp "$root/LICENSE" "$root/NOTICE" "$root/README.md" "$target/"
cp src/bin/spot "$target/bin/spot"
chmod 755 "$target/bin/spot"

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
# Of what MLlib needs, most is there already.
for jar in "$root"/ml-scoring/spark/target/spark/*.jar; do
  name=$(basename "$jar")
  if [ ! -e "$target/lib/$name" ] && [ ! -e "$target/lib/spark/$name" ]; then
    ln -f "$jar" "$target/lib/spark/" 2>/dev/null || cp "$jar" "$target/lib/spark/"
  fi
done
for service in kafka hdfs hive; do
  jars "$root/install/local-stack/$service/target/lib" "$target/stack/$service"
done
mkdir -p "$target/bin" "$target/conf"
cp -R "$root/conf/." "$target/conf/"
cp "$root/LICENSE" "$root/NOTICE" "$root/README.md" "$root/CHANGELOG.md" "$target/"
# What messages and README point to, at the same places as in the checkout.
mkdir -p "$target/install"
cp -R "$root/docs" "$target/"
cp -R "$root/install/systemd" "$root/install/prerequisites.sh" "$target/install/"
cp src/bin/spot "$target/bin/spot"
chmod 755 "$target/bin/spot"

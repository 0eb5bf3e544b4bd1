# shellcheck shell=bash
# Programs of java/benchmarks, which run in the project's folder: sourced after common.sh, never run.

# Used by who sources this.
# shellcheck disable=SC2034
benchmarks_class_path="java/benchmarks/target/classes:java/benchmarks/target/lib/*"

# Builds what has changed.
build_benchmarks() {
  check_tools
  say "building what has changed"
  mvn -q -B -Dmaven.test.skip=true -pl java/benchmarks -am package >&2
}

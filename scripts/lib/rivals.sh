# shellcheck shell=bash
# Other libraries for PyTorch and networks on a JVM, for scripts that time them: sourced, never run, after common.sh.

rivals_cache=$project_root/.cache/bench

# Fetches their jars into lib below the cache, the first time.
fetch_rivals() {
  local pom=$project_root/java/benchmarks/rivals/pom.xml
  if [[ ! $rivals_cache/lib -nt $pom ]]; then
    say "fetching the other libraries, 450 MB"
    rm -rf "$rivals_cache/lib"
    mvn -q -B -f "$pom" -Dmaven.repo.local="$rivals_cache/repository" \
      org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$rivals_cache/lib" >&2
  fi
}

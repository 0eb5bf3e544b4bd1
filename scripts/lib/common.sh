# shellcheck shell=bash
# Helpers of the scripts: sourced, never run. Messages go to stderr; stdout is for results.

# shellcheck disable=SC2034  # used by the scripts that source this file
project_root=$(cd "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

# Progress and notes; silent when the script set quiet=1.
say() {
  [[ ${quiet:-} ]] || printf '%s\n' "$*" >&2
}

# In a command substitution this ends only the substitution: write x=$(find_jdk25), not local x=$(...).
die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# skip NAME REQUIREMENT "what is not checked, and why": a check that cannot be made here; scripts/list-skips tells of it. It
# ends the script where PANAMATORCH_REQUIRE names the requirement.
skip() {
  [[ ",${PANAMATORCH_REQUIRE:-}," != *,"$2",* ]] || die "$2 is required: $3"
  say "$1: SKIPPED, needs $2: $3"
  mkdir -p "$project_root/target/skips"
  printf '%s\t%s\t%s\n' "$2" "$1" "$3" >"$project_root/target/skips/$1"
}

# need TOOL "how to get it"
need() {
  command -v "$1" >/dev/null 2>&1 || die "$1 is missing; $2"
}

# at_least 3.25.1 3.22: is the first version the second one or newer?
at_least() {
  local have want i h w
  IFS=. read -ra have <<<"$1"
  IFS=. read -ra want <<<"$2"
  for i in 0 1 2; do
    h=${have[i]:-0} w=${want[i]:-0}
    h=${h%%[!0-9]*}
    if ((10#${h:-0} != 10#$w)); then
      ((10#${h:-0} > 10#$w))
      return
    fi
  done
}

# Maven, or the wrapper, which fetches one, where there is none. What it starts reads the standard input and fails where that
# is closed, as it may be in cron.
mvn() {
  if type -P mvn >/dev/null; then command mvn "$@"; else "$project_root/mvnw" "$@"; fi </dev/null
}

# The modules whose artifacts are for others, for Maven's -pl.
# shellcheck disable=SC2034  # used by the scripts that source this file
published_modules=.,java/core,java/natives,java/platform,java/libtorch-bytedeco,java/bom,java/kotlin,java/tensorboard,java/cli

get_jdk="Debian/Ubuntu: apt install openjdk-25-jdk, or a package from https://adoptium.net;
    macOS: brew install --cask temurin@25. Then, if it is in an unusual place, set PANAMATORCH_JDK to its home"
get_maven="Debian/Ubuntu: apt install maven; macOS: brew install maven"
get_cmake="Debian/Ubuntu: apt install cmake; macOS: brew install cmake"
get_cxx="Debian/Ubuntu: apt install g++; macOS: xcode-select --install. Another compiler: set CXX"

# Prints the major version of the JDK at a home directory, read from its release file; fails if it is no JDK.
jdk_major() {
  local line
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  while IFS= read -r line; do
    if [[ $line == JAVA_VERSION=* ]]; then
      line=${line#*=} && line=${line#\"}
      printf '%s\n' "${line%%[!0-9]*}"
      return
    fi
  done <"$1/release"
  return 1
}

# Prints the home of the javac on PATH.
jdk_on_path() {
  local javac
  javac=$(command -v javac) || return 1
  javac=$(readlink -f "$javac" 2>/dev/null) || return 1
  printf '%s\n' "${javac%/bin/javac}"
}

# Prints the home of a JDK 25 or newer: PANAMATORCH_JDK, else JAVA_HOME, else PATH, else the first 25, else the
# first newer one, of JAVA*_HOME and of the places that Maven's select-jdk-toolchain searches.
find_jdk25() {
  local home major name newer=""
  if [[ ${PANAMATORCH_JDK:-} ]]; then
    major=$(jdk_major "$PANAMATORCH_JDK") ||
      die "PANAMATORCH_JDK=$PANAMATORCH_JDK is not the home of a JDK (bin/javac and release must be in it)"
    ((major >= 25)) || die "PANAMATORCH_JDK=$PANAMATORCH_JDK is a JDK $major; 25 or newer is needed"
    printf '%s\n' "$PANAMATORCH_JDK"
    return
  fi
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
    if major=$(jdk_major "$home") && ((major >= 25)); then
      printf '%s\n' "$home"
      return
    fi
  done
  set --
  for name in ${!JAVA@}; do
    [[ $name == *_HOME || $name == JAVA_HOME_* ]] && set -- "$@" "${!name}"
  done
  for home in "$@" "$HOME"/{.jdks,.m2/jdks,.sdkman/candidates/java,.gradle/jdks,.jenv/versions,.jbang/cache/jdks}/* \
    "$HOME"/.asdf/installs/{,java/}* "$HOME"/.jabba/jdk/* /usr/lib/jvm/* /usr/java/* /usr/jdk/* \
    {"$HOME",}/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    major=$(jdk_major "$home") || continue
    if ((major == 25)); then
      printf '%s\n' "$home"
      return
    fi
    ((major < 25)) || newer=${newer:-$home}
  done
  [[ $newer ]] || die "no JDK 25 or newer (with bin/javac) found; $get_jdk"
  printf '%s\n' "$newer"
}

# Prints the C++ compiler's command if it compiles C++20.
find_cxx20() {
  local cxx
  for cxx in "${CXX:-}" c++ g++ clang++; do
    # shellcheck disable=SC2086  # CXX may hold options
    if [[ $cxx ]] && printf '#include <span>\nint main() {}\n' |
      $cxx -std=c++20 -fsyntax-only -x c++ - >/dev/null 2>&1; then
      printf '%s\n' "$cxx"
      return
    fi
  done
  return 1
}

# check_tools [jdk] [maven] [cmake] [c++]: all of them by default. Names every tool that is missing or too old, and
# ends the script if there is one. Asking Maven costs 0.4 s, so call it only when there is something to build.
check_tools() {
  local tool version bad=0
  (($#)) || set -- jdk maven cmake c++
  for tool in "$@"; do
    version=""
    case $tool in
      jdk) (find_jdk25 >/dev/null) || bad=1 ;;
      maven)
        [[ $(mvn --version 2>/dev/null) =~ Maven\ ([0-9.]+) ]] && version=${BASH_REMATCH[1]}
        enough Maven "$version" 3.8 "$get_maven" || bad=1
        ;;
      cmake)
        [[ $(cmake --version 2>/dev/null) =~ version\ ([0-9.]+) ]] && version=${BASH_REMATCH[1]}
        enough CMake "$version" 3.22 "$get_cmake" || bad=1
        ;;
      c++) find_cxx20 >/dev/null || missing "C++20 compiler (c++, g++ or clang++)" "$get_cxx" || bad=1 ;;
      *) die "check_tools: unknown tool $tool" ;;
    esac
  done
  ((bad == 0)) || exit 1
}

missing() {
  printf '%s: %s is missing; %s\n' "${0##*/}" "$1" "$2" >&2
  return 1
}

# enough NAME FOUND_VERSION LEAST "how to get it"
enough() {
  if [[ -z $2 ]]; then
    missing "$1 $3 or newer" "$4"
  elif ! at_least "$2" "$3"; then
    missing "$1 $3 or newer (found $2)" "$4"
  fi
}

# shellcheck shell=bash
# Programs among the tests' classes: sourced after common.sh, never run.

# Builds the tests' classes where something has changed since the last time.
build_test_classes() (
  cd "$project_root"
  local stamp=java/core/target/test-classes.stamp begun
  if [[ ! -f $stamp ]] || [[ -n $(find pom.xml CMakeLists.txt CMakePresets.json cmake native java/codegen/{pom.xml,src/main} \
    java/core/{pom.xml,src} scripts -newer "$stamp" -type f -print -quit) ]]; then
    check_tools
    say "building (the first time takes some minutes)"
    begun=$(mktemp)
    mvn -q -B -DskipTests -pl java/core -am process-test-classes >&2
    mv "$begun" "$stamp"
  fi
)

# run_test_class MAIN_CLASS ARGUMENT...: builds, and runs the class in the environment that it is called with.
run_test_class() {
  local main=$1 jdk core=$project_root/java/core/target
  shift
  build_test_classes
  jdk=$(find_jdk25)
  "$jdk/bin/java" -Dstdout.encoding=UTF-8 -Dpanamatorch.root="$project_root" --enable-native-access=ALL-UNNAMED \
    -cp "$core/classes:$core/test-classes:$core/test-dependencies/*" "$main" "$@"
}

# replay MAIN_CLASS ARGUMENT...: runs a replayer under the settings of the recording, which is the first argument that is a
# folder.
replay() {
  local main=$1 folder="" argument line
  shift
  for argument in "$@"; do
    [[ -n $folder || ! -d $argument ]] || folder=$argument
  done
  export OMP_NUM_THREADS=1 TORCH_CPP_LOG_LEVEL="${TORCH_CPP_LOG_LEVEL:-ERROR}"
  if [[ $folder && -f $folder/manifest.properties ]]; then
    while IFS= read -r line; do
      [[ $line != env.* ]] || export "${line#env.}"
    done <"$folder/manifest.properties"
  fi
  run_test_class "org.panamatorch.parity.$main" "$@"
}

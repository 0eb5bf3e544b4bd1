# shellcheck shell=bash
# Programs of java/tools, and the tests' classes: sourced after common.sh, never run.

# Builds the classes of java/tools and of tests where something has changed since the last time.
build_tools() (
  cd "$project_root"
  local stamp=java/tools/target/tools.stamp begun
  if [[ ! -f $stamp ]] || [[ -n $(find pom.xml CMakeLists.txt CMakePresets.json cmake native java/codegen/{pom.xml,src/main} \
    java/{core,tools}/{pom.xml,src} scripts -newer "$stamp" -type f -print -quit) ]]; then
    check_tools
    say "building (the first time takes some minutes)"
    begun=$(mktemp)
    mvn -q -B -DskipTests -pl java/tools -am process-test-classes >&2
    mv "$begun" "$stamp"
  fi
)

# tools_class_path ROOT: where the programs, the library and the helpers of tests are.
tools_class_path() {
  local core=$1/java/core/target
  echo "$1/java/tools/target/classes:$core/classes:$core/test-classes:$core/test-dependencies/*"
}

# copy_tools FOLDER: builds, and copies what running takes to where no later build touches it.
copy_tools() {
  build_tools
  mkdir -p "$1"/java/{core,tools}/target "$1"/target/native/cpu
  cp -r "$project_root"/java/core/target/{classes,test-classes,test-dependencies} "$1"/java/core/target
  cp -r "$project_root"/java/tools/target/classes "$1"/java/tools/target
  cp "$project_root"/target/native/cpu/*panamatorch.* "$1"/target/native/cpu
}

# run_copied_tool FOLDER MAIN_CLASS ARGUMENT...: runs the class in the environment that it is called with.
run_copied_tool() {
  local root=$1 main=$2 jdk
  shift 2
  jdk=$(find_jdk25)
  "$jdk/bin/java" -Dstdout.encoding=UTF-8 -Dpanamatorch.root="$root" --enable-native-access=ALL-UNNAMED \
    -cp "$(tools_class_path "$root")" "$main" "$@"
}

# run_tool MAIN_CLASS ARGUMENT...: builds, and runs the class where it is.
run_tool() {
  build_tools
  run_copied_tool "$project_root" "$@"
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
  run_tool "org.panamatorch.parity.$main" "$@"
}

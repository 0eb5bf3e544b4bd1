# shellcheck shell=bash
# What the replaying scripts share: sourced after common.sh, never run.

# Builds the replayers where something has changed since the last time.
build_replayers() (
  cd "$project_root"
  local stamp=java/core/target/replay.stamp begun
  if [[ ! -f $stamp ]] || [[ -n $(find pom.xml CMakeLists.txt CMakePresets.json cmake native java/codegen/{pom.xml,src/main} \
    java/core/{pom.xml,src} scripts -newer "$stamp" -type f -print -quit) ]]; then
    check_tools
    say "building (the first time takes some minutes)"
    begun=$(mktemp)
    mvn -q -B -DskipTests -pl java/core -am process-test-classes >&2
    mv "$begun" "$stamp"
  fi
)

# replay MAIN_CLASS ARGUMENT...: builds and becomes the replayer, under the settings of the recording, which is the first
# argument that is a folder.
replay() {
  local main=$1 folder="" argument line jdk settings=(OMP_NUM_THREADS=1) core=$project_root/java/core/target
  shift
  for argument in "$@"; do
    [[ -n $folder || ! -d $argument ]] || folder=$argument
  done
  build_replayers
  if [[ $folder && -f $folder/manifest.properties ]]; then
    while IFS= read -r line; do
      [[ $line != env.* ]] || settings+=("${line#env.}")
    done <"$folder/manifest.properties"
  fi
  jdk=$(find_jdk25)
  exec env "${settings[@]}" TORCH_CPP_LOG_LEVEL="${TORCH_CPP_LOG_LEVEL:-ERROR}" "$jdk/bin/java" -Dstdout.encoding=UTF-8 \
    --enable-native-access=ALL-UNNAMED -cp "$core/classes:$core/test-classes:$core/test-dependencies/*" \
    "org.panamatorch.parity.$main" "$@"
}

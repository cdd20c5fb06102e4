# For scripts that start the program from Java: compiles them, and gives $work, $port and run CLASS ARGUMENTS.
work="$(mktemp -d)"
port="${BENCH_PORT:-8099}"
trap 'rm -rf "$work"' EXIT

. "$root/bench/jdk.sh"
(cd "$root/bench" && JAVA_HOME="$java_home" mvn -q -B compile dependency:build-classpath \
    -Dmdep.outputFile="$work/classpath" >"$work/build.log" 2>&1) || { cat "$work/build.log" >&2; exit 1; }

# A folder for each installation: its data and its log.
run() {
    mkdir -p "$3"
    "$java_home/bin/java" -Xmx256m -cp "$root/bench/target/classes:$(cat "$work/classpath")" "$@"
}

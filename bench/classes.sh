# Compiles the engine, the test countries and what measures them, all of the same day, into $work/classes.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
work="$(mktemp -d)"
chmod 755 "$work"

. "$root/bench/jdk.sh"

(cd "$root/bench" && JAVA_HOME="$java_home" mvn -q -B dependency:build-classpath -Dmdep.outputFile="$work/classpath" >"$work/build.log" 2>&1) \
    || { cat "$work/build.log" >&2; exit 1; }
country="$root/src/test/java/nl/samenspel/matching/testcountry"
"$java_home/bin/javac" -nowarn -Xlint:-deprecation -d "$work/classes" -cp "$(cat "$work/classpath")" \
    "$root"/src/main/java/nl/samenspel/matching/engine/*.java \
    "$root"/src/test/java/nl/samenspel/matching/engine/Situations.java \
    "$country"/{TestCountry,Geography,Inhabitants,Degrees,Draws}.java \
    "$root"/bench/src/engine/nl/samenspel/bench/*.java \
    "$root"/bench/src/engine/nl/samenspel/matching/engine/*.java
classes="$work/classes:$(cat "$work/classpath")"

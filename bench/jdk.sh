# Gives $java_home: a JDK 25, the one of JAVA_HOME if it is one.
java_home="${JAVA_HOME:-}"
[ -x "$java_home/bin/javac" ] && "$java_home/bin/javac" -version 2>&1 | grep -q ' 25' \
    || java_home="$(dirname "$(dirname "$(find /usr/lib/jvm /opt -path '*25*/bin/javac' 2>/dev/null | head -n 1)")")"

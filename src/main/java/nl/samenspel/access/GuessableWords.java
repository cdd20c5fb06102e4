package nl.samenspel.access;

import java.util.stream.Stream;

/// Words of another module that make a poor password here, because everyone who knows the place would try them: names
/// of
/// organisations. [PasswordRules] asks for them when somebody chooses one.
@FunctionalInterface
public interface GuessableWords {

    Stream<String> words();
}

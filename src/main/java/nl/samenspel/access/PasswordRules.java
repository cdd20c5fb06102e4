package nl.samenspel.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What a password must be: long enough, and none of those that are tried first. No rules of capitals and signs: they
/// make people write it down (NIST SP 800-63B; ASVS 5.0, 6.2.1, 6.2.4, 6.2.5 and 6.2.11).
///
/// Which ones are common is known beforehand, from two lists in the program: nothing of a password leaves it.
@Service
public class PasswordRules {

    /// ASVS asks for 8 at least.
    public static final int SHORTEST = 10;

    /// Fewer of a name may stand in anything.
    private static final int SHORTEST_WORD = 3;

    private static final Pattern AROUND = Pattern.compile("^\\P{L}+|\\P{L}+$");
    private static final Pattern NO_LETTER = Pattern.compile("\\P{L}+");

    /// Read once; some 1.5 MB of memory.
    private static final Set<String> COMMON = read();

    private final JdbcClient jobs;
    private final List<GuessableWords> guessable;

    PasswordRules(@Qualifier("jobs") JdbcClient jobs, List<GuessableWords> guessable) {
        this.jobs = jobs;
        this.guessable = guessable;
    }

    /// What is wrong with a password. Each has a message `access.weakness.<NAME>` in every language.
    public enum Weakness {
        /// Under [#SHORTEST] characters.
        SHORT,
        /// The same few characters over and over.
        SIMPLE,
        /// Many people have it, or it is a common word with figures or signs around it.
        COMMON,
        /// Made of their own name or address, or of the name of an organisation or of Samenspel.
        OWN
    }

    /// What is wrong with this password for this account, if anything.
    public Optional<Weakness> weaknessOf(String password, AccountId whose) {
        return weaknessOf(
                password,
                Stream.of(
                                Stream.of("samenspel"),
                                wordsOf(whose),
                                guessable.stream().flatMap(GuessableWords::words))
                        .flatMap(words -> words)
                        .toList());
    }

    /// @param own words and names that are no secret here, as they are written
    static Optional<Weakness> weaknessOf(String password, Collection<String> own) {
        var small = password.toLowerCase(Locale.ROOT);
        if (small.length() < SHORTEST) {
            return Optional.of(Weakness.SHORT);
        }
        if (small.codePoints().distinct().count() < 4) {
            return Optional.of(Weakness.SIMPLE);
        }
        if (COMMON.contains(small) || COMMON.contains(AROUND.matcher(small).replaceAll(""))) {
            return Optional.of(Weakness.COMMON);
        }
        return isMadeOf(small, own) ? Optional.of(Weakness.OWN) : Optional.empty();
    }

    /// Whether nothing is left of its letters without these words.
    private static boolean isMadeOf(String password, Collection<String> own) {
        var letters = NO_LETTER.matcher(password).replaceAll("");
        var rest = letters;
        for (var word : own.stream()
                .map(text -> NO_LETTER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(""))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            rest = rest.replace(word, "");
        }
        return rest.length() < SHORTEST_WORD && rest.length() < letters.length();
    }

    /// Name, sign-in name and address: whole, and each part.
    private Stream<String> wordsOf(AccountId whose) {
        return jobs
                .sql("select unnest(array[name, sign_in_name, email]) from access.account where id = :id")
                .param("id", whose.value())
                .query(String.class)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .flatMap(text -> Stream.concat(Stream.of(text), NO_LETTER.splitAsStream(text)));
    }

    private static Set<String> read() {
        var all = new HashSet<String>();
        try (var common = new GZIPInputStream(resource("/access/common-passwords.txt.gz"));
                var ours = resource("/access/guessable-words.txt")) {
            for (var in : List.of(common, ours)) {
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.startsWith("# "))
                        .forEach(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(all);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PasswordRules.class.getResourceAsStream(name), name);
    }
}

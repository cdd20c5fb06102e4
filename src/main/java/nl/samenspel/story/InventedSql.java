package nl.samenspel.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/// Reads the SQL with which each module fills its own tables for the invented country
/// (`demo/<module>.sql`), and writes out its short forms: `chance(j, 20, 100)` is a number under 100
/// that is always the same for `j`; `volunteer_id(i)` is the id of volunteer `i`; `:branches` is a list
/// of this organisation's branches.
///
/// So each module names its own tables and nobody else's: ids are worked out, not looked up.
final class InventedSql {

    private static final Pattern GIVEN = Pattern.compile("(?<!:):([a-z_]+)");

    /// What a short form stands for; `$1` is the first thing between its brackets.
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("chance", "abs(hashint8extended(($1)::bigint, $2 + 1000 * :nr) % $3)::int"),
            Map.entry("any_id", "(':id-$1-8000-8000-' || lpad(to_hex(($2)::bigint), 12, '0'))::uuid"),
            Map.entry("volunteer_id", "any_id(0001, $1)"),
            Map.entry("participant_id", "any_id(0002, $1)"),
            Map.entry("open_participant_id", "any_id(0012, $1)"),
            Map.entry("request_id", "any_id(0003, $1)"),
            Map.entry("open_request_id", "any_id(0013, $1)"),
            Map.entry("invitation_id", "any_id(0004, $1)"),
            Map.entry("running_invitation_id", "any_id(0014, $1)"),
            Map.entry("match_id", "any_id(0005, $1)"),
            Map.entry("running_match_id", "any_id(0015, $1)"),
            Map.entry("volunteer_consent_id", "any_id(0006, $1)"),
            Map.entry("participant_consent_id", "any_id(0007, $1)"),
            Map.entry("visit_id", "any_id(0008, $1)"),
            Map.entry("check_in_id", "any_id(0009, $1)"),
            Map.entry("account_id", "any_id(000a, $1)"),
            Map.entry("engagement_id", "any_id(000b, $1)"),
            Map.entry("promise_id", "any_id(000c, $1)"),
            Map.entry("role_id", "any_id(000d, $1)"),
            Map.entry("share_id", "any_id(0010, $1)"),
            Map.entry("referral_id", "any_id(0011, $1)"),
            Map.entry("route_id", "any_id(0016, $1)"),
            Map.entry("manager_id", "any_id(0017, $1)"),
            Map.entry(
                    "branch_at",
                    "least(:branch_count, 1 + floor(:branch_count * power((($1)::float8 - 0.5) / $2, 1.5))::int)"),
            Map.entry("open_volunteer", "(1 + ($1::bigint - 1) * :volunteers / :open)::int"),
            Map.entry("goes", "(1 + (($1)::bigint - 1) * :participants / :closed)::int"),
            Map.entry("rests", "(chance($1, 31, 100) < 6)"),
            Map.entry("runs", "(chance($1, 20, 100) < 40 and chance($2, 30, 100) < 90 and not rests($2))"),
            Map.entry("joined", "(:today - 30 - chance($1, 86, 1400))"),
            Map.entry(
                    "week",
                    "((1 << (4 * chance($1, 5, 5) + chance($1, 6, 2))) | (1 << (4 * chance($1, 7, 7) + chance($1, 8, 3))))"),
            Map.entry("postcode", "(:postcodes)[12 * ($1 - 1) + 1 + chance($2, $3, 12)]"),
            Map.entry(
                    "open_postcode", "(case when runs($2, $3) then postcode($1, $3, 3) else postcode($1, $2, 80) end)"),
            Map.entry("letters", "(chr(65 + chance($1, 84, 26)) || chr(65 + chance($1, 85, 26)))"),
            Map.entry("phone", "('06' || 10000000 + chance($1, 87, 89999999))"),
            Map.entry("gender", "(case when chance($1, $2, 100) < 62 then 'WOMAN' else 'MAN' end)"),
            Map.entry(
                    "given",
                    "(case when chance($1, $2, 100) < 62 then (:women)[1 + chance($1, 1$2, 32)] else (:men)[1 + chance($1, 1$2, 32)] end)"),
            Map.entry("family", "(:families)[1 + chance($1, 2$2, 40)]"),
            Map.entry("volunteer_name", "(given($1, 70) || ' ' || family($1, 70))"),
            Map.entry(
                    "tongues",
                    "(array['{NL}', '{NL}', '{NL}', '{NL}', '{NL}', '{NL}', '{NL,EN}', '{NL,TR}', '{NL,AR}', '{PL}', '{UK,EN}'])[1 + chance($1, $2, 11)]::text[]"),
            Map.entry(
                    "through",
                    "(array['SELF', 'RELATIVE', 'PROFESSIONAL', 'PROFESSIONAL', 'PHONE', 'PHONE', 'MAIL', 'ORGANISATION', 'MUNICIPALITY'])[1 + chance($1, $2, 9)]"),
            Map.entry("paid", "(array['NO', 'NO', 'YES', 'UNKNOWN'])[1 + chance($1, $2, 4)]"),
            Map.entry("feels", "(array['GLAD', 'GLAD', 'GLAD', 'SO_SO', 'HARD'])[1 + chance($1, $2, 5)]"),
            Map.entry(
                    "words",
                    "(array['Iemand om mee te wandelen, dat zou fijn zijn.', 'Wie kan een keer in de week langskomen?', 'Ik zoek hulp, want alleen lukt het niet meer.', 'Een praatje en een kop koffie.', 'Samen erop uit, dat mis ik.'])[1 + chance($1, $2, 5)]"),
            // who asked for nothing in two years would have been forgotten, so each one's last request is younger
            Map.entry("history", """
                    select j, i, p, b, fate, since, found_on,
                           case when fate < 55 then least(found_on + 14 + chance(j, 44, 180), :today - 1) else found_on end as ended_on
                    from (select j, i, p, branch_at(p, :participants) as b, chance(j, 42, 100) as fate, since,
                                 least(since + 3 + chance(j, 43, 60), :today - 2) as found_on
                          from (select j, (1 + ((j::bigint - 1) * :volunteers / :closed + chance(j, 40, 50)) % :volunteers)::int as i,
                                       goes(j) as p,
                                       :today - 30 - chance(j, 41, case when goes(j) = goes(j + 1) then 1065 else 700 end) as since
                                from generate_series(1, :closed) j) e) d
                    """));

    private InventedSql() {}

    /// The statements of one part of a module's file, in order.
    static List<String> read(String module, String part, Map<String, String> given) {
        var all = new ArrayList<String>();
        for (var statement : part(module, part).split(";\\s*\\n", -1)) {
            var sql = Pattern.compile("(?m)^\\s*--.*$").matcher(statement).replaceAll("");
            if (!sql.isBlank()) {
                all.add(fillIn(writeOut(sql.replace(":history", SHORT.getOrDefault("history", ""))), given));
            }
        }
        return all;
    }

    private static String part(String module, String part) {
        try {
            var text = new ClassPathResource("demo/" + module + ".sql").getContentAsString(StandardCharsets.UTF_8);
            for (var one : text.split("-- part: ", -1)) {
                if (one.startsWith(part + "\n")) {
                    return one.substring(part.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("There is no part \"%s\" in the SQL of %s.".formatted(part, module));
    }

    private static String fillIn(String sql, Map<String, String> given) {
        return GIVEN.matcher(sql).replaceAll(found -> {
            var value = given.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Nothing is given for :" + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static final Pattern NAME = Pattern.compile("\\b([a-z_]+)\\(");

    /// Writes out short forms until none is left.
    private static String writeOut(String sql) {
        var out = new StringBuilder(sql);
        var from = 0;
        for (var found = NAME.matcher(out); found.find(from); found = NAME.matcher(out)) {
            var meaning = SHORT.get(found.group(1));
            if (meaning == null) {
                from = found.end();
                continue;
            }
            var things = new ArrayList<String>();
            var begin = found.end();
            var depth = 1;
            var at = begin;
            for (; depth > 0; at++) {
                var letter = out.charAt(at);
                depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
                if (depth == 0 || (depth == 1 && letter == ',')) {
                    things.add(out.substring(begin, at).strip());
                    begin = at + 1;
                }
            }
            var written = meaning;
            for (var i = 0; i < things.size(); i++) {
                written = written.replace("$" + (i + 1), things.get(i));
            }
            out.replace(found.start(), at, written);
            from = found.start();
        }
        return out.toString();
    }
}

package nl.samenspel.matching.testcountry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Judges a file with the ten best of each request: computes every pair of the folder afresh and compares.
///
/// Reads the files itself and shares no code with whoever answers. It believes the folder, and doubts the answer.
public final class TopTenChecker {

    final Rows volunteers;
    final Rows requests;
    private final Map<Integer, Set<Integer>> excluded;

    TopTenChecker(Path folder) throws IOException {
        volunteers = new Rows(folder.resolve("volunteers.csv"));
        requests = new Rows(folder.resolve("requests.csv"));
        var pairs = new Rows(folder.resolve("exclusions.csv"));
        excluded = pairs.rows.stream()
                .collect(groupingBy(
                        pair -> Integer.valueOf(pair[0]), mapping(pair -> Integer.valueOf(pair[1]), toSet())));
    }

    /// One file as it stands, and its numbers by the name of their column.
    static final class Rows {
        private static final Set<String> HEXADECIMAL = Set.of("skills", "like", "love");
        private static final Set<String> DECIMALS = Set.of("lat", "lon");

        final List<String[]> rows;
        private final Map<String, long[]> columns = new HashMap<>();

        Rows(Path file) throws IOException {
            var lines = Files.readAllLines(file);
            var header = lines.getFirst().split(",", -1);
            rows = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
            for (int field = 0; field < header.length; field++) {
                int column = field;
                int radix = HEXADECIMAL.contains(header[field]) ? 16 : 10;
                if (!DECIMALS.contains(header[field])) {
                    columns.put(
                            header[field],
                            rows.stream()
                                    .mapToLong(row -> radix == 16
                                            ? Long.parseUnsignedLong(row[column], radix)
                                            : Long.parseLong(row[column]))
                                    .toArray());
                }
            }
        }

        long get(String column, int row) {
            return Objects.requireNonNull(columns.get(column), column)[row];
        }

        private boolean has(String column, int row, long bit) {
            return (get(column, row) >>> bit) % 2 != 0;
        }
    }

    private record Best(int volunteer, long score) {}

    /// What is wrong with the answer about the first so many requests; empty if nothing is.
    public static List<String> violations(Path folder, Path answer, int firstRequests) throws IOException {
        var checker = new TopTenChecker(folder);
        var given = answers(answer);
        var violations = new ArrayList<String>();
        for (int request = 0; request < firstRequests; request++) {
            var right = checker.topTen(request);
            var found = given.remove(request);
            if (!right.equals(found)) {
                violations.add("request %d: given %s, expected %s".formatted(request, found, right));
            }
        }
        given.keySet().forEach(request -> violations.add("request %d was not asked for".formatted(request)));
        return violations;
    }

    private static Map<Integer, List<Best>> answers(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        if (!lines.getFirst().equals("request_id,rank,volunteer_id,score")) {
            throw new IOException("Not the header of an answer: " + lines.getFirst());
        }
        var answers = new TreeMap<Integer, List<Best>>();
        for (var line : lines.subList(1, lines.size())) {
            var fields = line.split(",", -1);
            var best = answers.computeIfAbsent(Integer.valueOf(fields[0]), _ -> new ArrayList<>());
            best.add(new Best(Integer.parseInt(fields[2]), Long.parseLong(fields[3])));
            if (Integer.parseInt(fields[1]) != best.size()) {
                throw new IOException("Ranks must count from 1: " + line);
            }
        }
        return answers;
    }

    private List<Best> topTen(int request) {
        var allowed = new ArrayList<Best>();
        for (int volunteer = 0; volunteer < volunteers.rows.size(); volunteer++) {
            if (allowed(request, volunteer)) {
                allowed.add(new Best(volunteer, score(request, volunteer) - firstHour(volunteer)));
            }
        }
        if (allowed.isEmpty()) {
            return List.of(new Best(-1, 0));
        }
        allowed.sort(Comparator.comparingLong(Best::score).reversed().thenComparingInt(Best::volunteer));
        return allowed.subList(0, Math.min(10, allowed.size()));
    }

    boolean allowed(int r, int v) {
        return volunteers.has("skills", v, requests.get("activity", r))
                && volunteers.get("slots", v) != 0
                && volunteers.get("free_h", v) >= requests.get("min_part", r)
                && distance(r, v) <= volunteers.get("radius_m", v)
                && (requests.get("quals", r) & ~volunteers.get("quals", v)) == 0
                && (requests.get("langs", r) & volunteers.get("langs", v)) != 0
                && requests.has("gender_ok", r, volunteers.get("gender", v))
                && volunteers.has("client_gender_ok", v, requests.get("client_gender", r))
                && common(r, v) >= requests.get("min_overlap", r)
                && volunteers.has("org_mask", v, requests.get("org", r))
                && volunteers.get("avail_from", v) <= requests.get("start_day", r)
                && !excluded.getOrDefault(r, Set.of()).contains(v);
    }

    long score(int r, int v) {
        long activity = requests.get("activity", r);
        long radius = volunteers.get("radius_m", v);
        long score = 50 + 200L * (radius - (long) Math.floor(distance(r, v))) / radius;
        if (volunteers.has("love", v, activity)) {
            score += 300;
        } else if (volunteers.has("like", v, activity)) {
            score += 150;
        }
        score += 25L * Math.min(4, common(r, v));
        if (volunteers.get("branch", v) == requests.get("branch", r)) {
            score += 60;
        } else if (volunteers.get("org", v) == requests.get("org", r)) {
            score += 30;
        }
        score += 200L * Math.min(180, requests.get("wait_days", r)) / 180 + 60L * requests.get("urgency", r);
        return score - 8L * Long.bitCount(volunteers.get("quals", v) & ~requests.get("quals", r));
    }

    private long firstHour(int v) {
        return 120L * volunteers.get("load_h", v) / volunteers.get("budget_h", v);
    }

    /// A country fits in the exact part of a floating-point number.
    private double distance(int r, int v) {
        double dx = volunteers.get("x", v) - requests.get("x", r);
        double dy = volunteers.get("y", v) - requests.get("y", r);
        return Math.sqrt(dx * dx + dy * dy);
    }

    private int common(int r, int v) {
        return Long.bitCount(volunteers.get("avail", v) & requests.get("dayparts", r));
    }
}

package nl.samenspel.matching.testcountry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// Judges a round: whether its answer is allowed, what it is worth, and what its prices prove. Works out every pair of
/// the folder afresh, as [TopTenChecker] does, and after the same independent checker of files that judges the product
/// from outside: bundles by a table over places and hours, in floating point, without leaving anything aside.
public final class RoundChecker {

    private final TopTenChecker rules;
    private final int requests;
    private final int volunteers;

    /// By volunteer: requests that may have them, and the points of an hour.
    private final List<List<long[]>> pairs = new ArrayList<>();

    public RoundChecker(Path folder) throws IOException {
        rules = new TopTenChecker(folder);
        requests = rules.requests.rows.size();
        volunteers = rules.volunteers.rows.size();
        for (int v = 0; v < volunteers; v++) {
            var allowed = new ArrayList<long[]>();
            for (int r = 0; r < requests; r++) {
                if (rules.allowed(r, v)) {
                    allowed.add(new long[] {r, rules.score(r, v)});
                }
            }
            pairs.add(allowed);
        }
    }

    /// What is wrong with an answer; empty if nothing is.
    public List<String> violations(Path answer) throws IOException {
        var wrong = new ArrayList<String>();
        var seen = new HashSet<List<Integer>>();
        var hours = new int[requests];
        var parts = new int[requests];
        var used = new int[volunteers];
        var places = new int[volunteers];
        for (var row : rows(answer, "request_id,volunteer_id,hours")) {
            int r = Integer.parseInt(row[0]);
            int v = Integer.parseInt(row[1]);
            int h = Integer.parseInt(row[2]);
            if (!seen.add(List.of(r, v))) {
                wrong.add("pair twice: %d, %d".formatted(r, v));
            }
            if (!rules.allowed(r, v)) {
                wrong.add("not allowed: %d, %d".formatted(r, v));
            }
            if (h < rules.requests.get("min_part", r)) {
                wrong.add("too small a part of request " + r);
            }
            hours[r] += h;
            parts[r]++;
            used[v] += h;
            places[v]++;
        }
        for (int r = 0; r < requests; r++) {
            if (hours[r] > rules.requests.get("hours", r) || parts[r] > rules.requests.get("max_parts", r)) {
                wrong.add("too much for request " + r);
            }
        }
        for (int v = 0; v < volunteers; v++) {
            if (used[v] > rules.volunteers.get("free_h", v) || places[v] > rules.volunteers.get("slots", v)) {
                wrong.add("too much of volunteer " + v);
            }
        }
        return wrong;
    }

    /// What an answer is worth.
    public long objective(Path answer) throws IOException {
        long value = 0;
        var used = new int[volunteers];
        for (var row : rows(answer, "request_id,volunteer_id,hours")) {
            int v = Integer.parseInt(row[1]);
            int h = Integer.parseInt(row[2]);
            value += h * rules.score(Integer.parseInt(row[0]), v);
            for (int i = 0; i < h; i++) {
                value -= cost(v, ++used[v]);
            }
        }
        return value;
    }

    /// The lowest value of which the prices prove that nothing is worth more.
    public long bound(Path prices) throws IOException {
        var hour = new double[requests];
        var part = new double[requests];
        double bound = 0;
        for (var row : rows(prices, "request_id,price,part_price")) {
            int r = Integer.parseInt(row[0]);
            hour[r] = Double.parseDouble(row[1]);
            part[r] = Double.parseDouble(row[2]);
            bound += rules.requests.get("hours", r) * hour[r] + rules.requests.get("max_parts", r) * part[r];
        }
        for (int v = 0; v < volunteers; v++) {
            bound += bundle(v, hour, part);
        }
        return (long) Math.ceil(bound - 1e-6);
    }

    private double bundle(int v, double[] hour, double[] part) {
        int slots = (int) rules.volunteers.get("slots", v);
        int free = (int) rules.volunteers.get("free_h", v);
        var best = new double[slots + 1][free + 1];
        for (var row : best) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        best[0][0] = 0;
        for (var pair : pairs.get(v)) {
            int r = (int) pair[0];
            int least = (int) rules.requests.get("min_part", r);
            int most = (int) Math.min(rules.requests.get("hours", r), free);
            for (int s = slots; s >= 1; s--) {
                for (int h = free; h >= least; h--) {
                    for (int k = least; k <= Math.min(most, h); k++) {
                        best[s][h] = Math.max(best[s][h], best[s - 1][h - k] + k * (pair[1] - hour[r]) - part[r]);
                    }
                }
            }
        }
        double top = 0;
        long load = 0;
        for (int h = 1; h <= free; h++) {
            load += cost(v, h);
            for (int s = 1; s <= slots; s++) {
                top = Math.max(top, best[s][h] - load);
            }
        }
        return top;
    }

    private long cost(int v, int nth) {
        return 120 * (rules.volunteers.get("load_h", v) + nth - 1) / rules.volunteers.get("budget_h", v);
    }

    private static List<String[]> rows(Path file, String header) throws IOException {
        var lines = Files.readAllLines(file);
        if (!lines.getFirst().equals(header)) {
            throw new IOException("Not the header that belongs here: " + lines.getFirst());
        }
        return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    }
}

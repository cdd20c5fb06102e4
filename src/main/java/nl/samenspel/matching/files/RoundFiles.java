package nl.samenspel.matching.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nl.samenspel.matching.engine.OpenReason;
import nl.samenspel.matching.engine.OpenReasons;
import nl.samenspel.matching.engine.Round;
import nl.samenspel.matching.engine.RoundAnswer;
import nl.samenspel.matching.engine.RoundInput;
import nl.samenspel.matching.engine.RoundListener;

/// Where a round writes: the answer, the prices that prove its bound, and the report.
///
/// All three are written beside their places first and moved there when they are whole: a full disk leaves no half
/// file.
///
/// @param answer `request_id,volunteer_id,hours`
/// @param prices `request_id,price,part_price`, exact
/// @param report one JSON object
public record RoundFiles(Path answer, Path prices, Path report) {

    private interface Content {
        void writeTo(BufferedWriter file) throws IOException;
    }

    String run(RoundInput input, RoundOrder order, Reasons reasons) throws IOException {
        var found = Round.run(input, order.effort(), order.threads, order.fairness, RoundListener.NONE, () -> false);
        var counts = new Counts(input, found, reasons.of(found));
        var content = new LinkedHashMap<Path, Content>();
        content.put(answer, file -> writeAnswer(found, file));
        content.put(prices, file -> writePrices(input, found, file));
        content.put(report, file -> file.write(counts.json(order)));
        write(content);
        return "%s: %d hours for %d of %d requests; value %d, at most %d is possible."
                .formatted(
                        answer,
                        counts.hours,
                        counts.full + counts.part,
                        input.requests(),
                        found.objective(),
                        found.bound());
    }

    interface Reasons {
        OpenReasons of(RoundAnswer answer);
    }

    private static void writeAnswer(RoundAnswer answer, BufferedWriter file) throws IOException {
        file.write("request_id,volunteer_id,hours\n");
        for (int i = 0; i < answer.proposals(); i++) {
            file.write(answer.request(i) + "," + answer.volunteer(i) + "," + answer.hours(i) + "\n");
        }
    }

    private static void writePrices(RoundInput input, RoundAnswer answer, BufferedWriter file) throws IOException {
        file.write("request_id,price,part_price\n");
        for (int r = 0; r < input.requests(); r++) {
            file.write(r + "," + decimal(answer.pricePerHour(r)) + "," + decimal(answer.pricePerPart(r)) + "\n");
        }
    }

    /// Exact: a sixty-fourth has six decimals.
    private static String decimal(long price) {
        long rest = price % RoundAnswer.PRICE_SCALE;
        long whole = price / RoundAnswer.PRICE_SCALE;
        return rest == 0
                ? String.valueOf(whole)
                : "%d.%06d".formatted(whole, rest * 1_000_000 / RoundAnswer.PRICE_SCALE);
    }

    private static void write(Map<Path, Content> files) throws IOException {
        var beside = new LinkedHashMap<Path, Path>();
        try {
            for (var file : files.entrySet()) {
                var folder = file.getKey().toAbsolutePath().getParent();
                var temporary = Files.createTempFile(folder, "round", ".part");
                beside.put(temporary, file.getKey());
                try (var writer = Files.newBufferedWriter(temporary, US_ASCII)) {
                    file.getValue().writeTo(writer);
                }
            }
            for (var file : beside.entrySet()) {
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (var temporary : beside.keySet()) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /// What the report counts.
    private static final class Counts {
        private final RoundAnswer answer;
        private long hours;
        private int full;
        private int part;
        private int open;
        private final Map<OpenReason, Integer> reasons = new EnumMap<>(OpenReason.class);
        private final Map<Integer, long[]> areas = new HashMap<>();

        private Counts(RoundInput input, RoundAnswer answer, OpenReasons why) {
            this.answer = answer;
            for (int r = 0; r < input.requests(); r++) {
                hours += answer.filled(r);
                var area = areas.computeIfAbsent(input.area(r), number -> new long[2]);
                area[0] += answer.filled(r);
                area[1] += input.hours(r);
                if (answer.filled(r) == input.hours(r)) {
                    full++;
                } else if (answer.filled(r) > 0) {
                    part++;
                } else {
                    open++;
                    reasons.merge(why.of(r), 1, Integer::sum);
                }
            }
        }

        private String json(RoundOrder order) {
            var json = new StringBuilder("{\n");
            line(json, "objective", answer.objective());
            line(json, "bound", answer.bound());
            line(json, "gap", "%.6f".formatted(gap()));
            line(json, "effort", answer.effort());
            line(json, "seconds", "%.3f".formatted(order.secondsGone()));
            line(json, "threads", order.threads);
            line(json, "requestsInFull", full);
            line(json, "requestsInPart", part);
            line(json, "requestsOpen", open);
            line(json, "hours", hours);
            line(json, "fairness", "\"" + order.policy() + "\"");
            line(json, "fairnessCost", answer.givenForFairness());
            line(json, "worstAreaShare", "%.6f".formatted(worstShare()));
            line(json, "jain", "%.6f".formatted(jain()));
            json.append("  \"openReasons\": {");
            var comma = "";
            for (var reason : reasons.entrySet()) {
                json.append(comma)
                        .append("\n    \"")
                        .append(reason.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .append("\": ")
                        .append(reason.getValue());
                comma = ",";
            }
            return json.append(reasons.isEmpty() ? "}\n}\n" : "\n  }\n}\n").toString();
        }

        private static void line(StringBuilder json, String key, Object value) {
            json.append("  \"").append(key).append("\": ").append(value).append(",\n");
        }

        /// The part of the bound that is not reached.
        private double gap() {
            return answer.bound() == 0 ? 0 : (answer.bound() - answer.objective()) / (double) answer.bound();
        }

        private double worstShare() {
            return areas.values().stream()
                    .mapToDouble(area -> area[0] / (double) area[1])
                    .min()
                    .orElse(1);
        }

        /// 1 when every area has the same share; lower the more they differ.
        private double jain() {
            double sum = 0;
            double squares = 0;
            for (var area : areas.values()) {
                double share = area[0] / (double) area[1];
                sum += share;
                squares += share * share;
            }
            return squares == 0 ? 1 : sum * sum / (areas.size() * squares);
        }
    }
}

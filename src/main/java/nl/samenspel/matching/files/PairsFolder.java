package nl.samenspel.matching.files;

import static nl.samenspel.matching.engine.Volunteers.MOST_HOURS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import nl.samenspel.matching.engine.OpenReasons;
import nl.samenspel.matching.engine.Pairs;
import nl.samenspel.matching.engine.RoundInput;

/// A folder of plain pairs, without geography or criteria, so that other people's problems can check the engine:
/// `pairs.csv`, `requests.csv` and `volunteers.csv`.
public final class PairsFolder {

    private static final int MOST_POINTS = 1_000_000_000;

    private final RoundInput input;

    private PairsFolder(RoundInput input) {
        this.input = input;
    }

    /// Reads a folder, or tells with an [UnusableFileException] why it cannot be used.
    public static PairsFolder read(Path folder) throws IOException {
        for (var file : List.of("requests.csv", "volunteers.csv", "pairs.csv")) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw new UnusableFileException(file, "there is no such file to read in the folder " + folder);
            }
        }
        var requests = new Rows(3);
        try (var row = Table.open(folder, "requests", List.of("id", "hours", "max_parts", "min_part"))) {
            while (row.next()) {
                row.id("id");
                int hours = row.whole("hours", 1, MOST_HOURS);
                requests.add(hours, row.whole("max_parts", 1, MOST_HOURS), row.whole("min_part", 1, hours));
            }
        }
        var volunteers = new Rows(4);
        try (var row = Table.open(folder, "volunteers", List.of("id", "free_h", "slots", "load_h", "budget_h"))) {
            while (row.next()) {
                row.id("id");
                volunteers.add(
                        row.whole("free_h", 0, MOST_HOURS),
                        row.whole("slots", 0, MOST_HOURS),
                        row.whole("load_h", 0, MOST_HOURS),
                        row.whole("budget_h", 0, MOST_HOURS));
            }
        }
        var input = RoundInput.plain(pairs(folder, requests, volunteers), requests.count, volunteers.count);
        for (int r = 0; r < requests.count; r++) {
            input.request(r, requests.get(r, 0), requests.get(r, 1), requests.get(r, 2));
        }
        for (int v = 0; v < volunteers.count; v++) {
            input.volunteer(v, volunteers.get(v, 0), volunteers.get(v, 1), volunteers.get(v, 2), volunteers.get(v, 3));
        }
        try {
            input.checkSums();
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException("pairs.csv", String.valueOf(e.getMessage()));
        }
        return new PairsFolder(input);
    }

    private static Pairs pairs(Path folder, Rows requests, Rows volunteers) throws IOException {
        var pairs = new Rows(3);
        var seen = new HashSet<Long>();
        try (var row = Table.open(folder, "pairs", List.of("request_id", "volunteer_id", "points"))) {
            while (row.next()) {
                int request = row.whole("request_id", 0, requests.count - 1);
                int volunteer = row.whole("volunteer_id", 0, volunteers.count - 1);
                if (!seen.add(((long) request << Integer.SIZE) | volunteer)) {
                    throw row.wrong(
                            "volunteer_id", "%d was paired with request %d before".formatted(volunteer, request));
                }
                pairs.add(request, volunteer, row.whole("points", -MOST_POINTS, MOST_POINTS));
            }
        }
        return Pairs.of(requests.count, pairs.column(0), pairs.column(1), pairs.column(2), pairs.count);
    }

    /// Runs a round and writes it. Returns what there is to tell.
    public String round(RoundOrder order, RoundFiles files) throws IOException {
        return files.run(input, order, answer -> new OpenReasons(input, answer));
    }

    /// Rows of so many numbers each, one after another.
    private static final class Rows {
        private final int width;
        private int[] numbers = new int[1_024];
        private int count;

        private Rows(int width) {
            this.width = width;
        }

        private void add(int... row) {
            if ((count + 1) * width > numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, numbers.length));
            }
            System.arraycopy(row, 0, numbers, count * width, width);
            count++;
        }

        private int get(int row, int column) {
            return numbers[row * width + column];
        }

        private int[] column(int column) {
            var picked = new int[count];
            Arrays.setAll(picked, row -> get(row, column));
            return picked;
        }
    }
}

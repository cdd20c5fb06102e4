package nl.samenspel.matching.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.samenspel.matching.engine.Candidates;
import nl.samenspel.matching.engine.Criterion;
import nl.samenspel.matching.engine.OpenReasons;
import nl.samenspel.matching.engine.RoundInput;
import nl.samenspel.matching.engine.Rules;
import nl.samenspel.matching.engine.Situation;
import nl.samenspel.matching.engine.Weights;

/// A folder that was read and found in order, ready to be asked.
public final class MatchingFolder {

    private static final String NOBODY = "1,-1,0";

    private final Situation situation;
    private final Rules rules;

    private MatchingFolder(Situation situation) {
        this.situation = situation;
        rules = new Rules(situation, Weights.DEFAULT);
    }

    /// Reads a folder, or tells with an [UnusableFileException] why it cannot be used.
    public static MatchingFolder read(Path folder) throws IOException {
        return new MatchingFolder(FolderReader.read(folder));
    }

    public int volunteers() {
        return situation.volunteers().count();
    }

    public int requests() {
        return situation.requests().count();
    }

    /// Writes the ten best volunteers of each of the first requests, `request_id,rank,volunteer_id,score` a line.
    /// Returns how many of those requests have somebody at all; of the others the file says `-1`.
    public int writeTopTen(int firstRequests, Path out) throws IOException {
        var candidates = Candidates.of(rules);
        int helped = 0;
        try (var file = Files.newBufferedWriter(out, US_ASCII)) {
            file.write("request_id,rank,volunteer_id,score\n");
            for (int request = 0; request < firstRequests; request++) {
                var best = candidates.topTen(request);
                if (best.isEmpty()) {
                    file.write(request + "," + NOBODY + "\n");
                } else {
                    helped++;
                }
                int rank = 1;
                for (var candidate : best) {
                    file.write(request + "," + rank++ + "," + candidate.volunteer() + ","
                            + candidate.points().total() + "\n");
                }
            }
        }
        return helped;
    }

    /// Runs a round over all requests and writes it. Returns what there is to tell.
    public String round(RoundOrder order, RoundFiles files) throws IOException {
        var input = RoundInput.of(rules, order.threads);
        return files.run(input, order, answer -> new OpenReasons(rules, input, answer));
    }

    /// Why a volunteer may be proposed for a request, criterion by criterion, or every condition that stands between.
    public List<String> why(int request, int volunteer) {
        var lines = new ArrayList<String>();
        var failing = rules.failing(request, volunteer);
        if (failing.isEmpty()) {
            lines.add("Volunteer %d may be proposed for request %d:".formatted(volunteer, request));
            var points = rules.points(request, volunteer);
            for (var criterion : Criterion.values()) {
                lines.add("%-10s %6d".formatted(word(criterion), points.of(criterion)));
            }
            lines.add("%-10s %6d".formatted("total", points.total()));
        } else {
            lines.add("Volunteer %d may not be proposed for request %d. What fails:".formatted(volunteer, request));
            failing.forEach(condition -> lines.add(word(condition)));
        }
        return lines;
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

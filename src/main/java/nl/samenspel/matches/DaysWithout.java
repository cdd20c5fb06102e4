package nl.samenspel.matches;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Holder;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The measure of replacing: days on which somebody who had a volunteer had none, while they still asked.
///
/// A stretch begins on the first day nobody comes, and ends on the day somebody comes again or nobody is asked
/// for any more. Waiting for a first volunteer is not counted: that is waiting time. A stretch that runs counts
/// with the days it has so far, so that a figure is not better because it is not over yet.
@Service
public class DaysWithout {

    private final JdbcClient db;
    private final Clock clock;

    DaysWithout(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Days in a row without anybody.
    ///
    /// @param until the day somebody came, or it was no longer asked; null while it runs
    public record Stretch(
            HelpRequestId request,
            OrganisationId organisation,
            BranchId branch,
            LocalDate since,
            @Nullable LocalDate until) {

        /// Whole days, of a running one until today.
        public int days(LocalDate today) {
            var end = until == null ? today : until;
            return (int) Math.max(0, ChronoUnit.DAYS.between(since, end));
        }
    }

    /// What a branch's stretches come to. A mean would hide the one who waits long.
    ///
    /// @param running how many are without anybody today
    /// @param median days, of the middle one; of an even number the higher of the two
    public record OfBranch(BranchId branch, int stretches, int running, int median, int longest) {}

    /// Who is without anybody now, at the viewer's desk; the longest first.
    @Transactional(readOnly = true)
    public List<Stretch> listRunning() {
        return list("until is null and since <= :today", LocalDate.now(clock), "since, request");
    }

    /// The stretches of the viewer's desk that ran on this day or later.
    @Transactional(readOnly = true)
    public List<Stretch> listSince(LocalDate day) {
        return list("(until is null or until >= cast(:day as date)) and since <= :today", day, "since, request");
    }

    /// The same per branch; who has the longest first.
    @Transactional(readOnly = true)
    public List<OfBranch> countSince(LocalDate day) {
        return count(listSince(day), LocalDate.now(clock));
    }

    static List<OfBranch> count(List<Stretch> stretches, LocalDate today) {
        var days = new HashMap<BranchId, List<Integer>>();
        var running = new HashMap<BranchId, Integer>();
        for (var stretch : stretches) {
            days.computeIfAbsent(stretch.branch(), _ -> new ArrayList<>()).add(stretch.days(today));
            running.merge(stretch.branch(), stretch.until() == null ? 1 : 0, Integer::sum);
        }
        return days.entrySet().stream()
                .map(branch -> {
                    var sorted = branch.getValue().stream().sorted().toList();
                    return new OfBranch(
                            branch.getKey(),
                            sorted.size(),
                            running.getOrDefault(branch.getKey(), 0),
                            sorted.get(sorted.size() / 2),
                            sorted.getLast());
                })
                .sorted(Comparator.comparingInt(OfBranch::longest)
                        .reversed()
                        .thenComparing(branch -> branch.branch().value()))
                .toList();
    }

    private List<Stretch> list(String which, LocalDate day, String order) {
        return db.sql(
                        "select request, organisation, branch, since, until from matches.without where organisation = :ours and "
                                + which + " order by " + order)
                .params(Map.of(
                        "ours",
                        Viewer.current().myDesk().organisation().value(),
                        "day",
                        day,
                        "today",
                        LocalDate.now(clock)))
                .query((rs, _) -> new Stretch(
                        new HelpRequestId(rs.getObject("request", UUID.class)),
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        new BranchId(rs.getObject("branch", UUID.class)),
                        rs.getObject("since", LocalDate.class),
                        rs.getObject("until", LocalDate.class)))
                .list();
    }

    // --- kept by matches ---

    /// From this day on nobody comes. A stretch that runs goes on; one that was to begin begins on the new day.
    void begin(HelpRequestId request, Holder holder, LocalDate since) {
        db.sql("delete from matches.without where request = :request and until is null and since > :today")
                .param("request", request.value())
                .param("today", LocalDate.now(clock))
                .update();
        db.sql("""
                insert into matches.without (request, organisation, branch, since)
                values (:request, :organisation, :branch, :since)
                on conflict (request) where until is null do nothing
                """)
                .param("request", request.value())
                .param("organisation", holder.organisation().value())
                .param("branch", holder.branch().value())
                .param("since", since)
                .update();
    }

    enum EndedBy {
        SOMEBODY_CAME,
        NOT_ASKED_ANY_MORE,
        HANDED_OVER
    }

    /// From today on it is over; one that had not begun never was. Returns whether one ran.
    boolean end(HelpRequestId request, EndedBy by) {
        var today = LocalDate.now(clock);
        db.sql("delete from matches.without where request = :request and until is null and since >= :today")
                .param("request", request.value())
                .param("today", today)
                .update();
        return db.sql("""
                        update matches.without set until = :today, ended_by = :by
                        where request = :request and until is null
                        """)
                        .param("request", request.value())
                        .param("today", today)
                        .param("by", by.name())
                        .update()
                > 0;
    }
}

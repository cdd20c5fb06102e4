package nl.samenspel.requests;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.DayParts.On;
import nl.samenspel.network.DayParts.Part;
import org.jspecify.annotations.Nullable;

/// A way to divide a request in tasks, proposed from the rules; a coordinator changes what they see fit.
public record Split(Why why, List<Task> tasks) {

    /// Why it is divided so. Each has a message `matches.split.why.<NAME>`.
    public enum Why {
        /// More parts of the week than one volunteer takes: several volunteers, always the same ones.
        MANY_DAY_PARTS,
        /// Nights: one a week for each volunteer, who rests after it.
        NIGHTS,
        /// It lasts longer than people bind themselves: one after another, with a week together to hand over.
        LASTING,
        /// As the coordinator sees fit.
        OTHERWISE
    }

    /// One link of a chain lasts so many weeks. Our own choice: a season, which people can oversee.
    static final int LINK_WEEKS = 12;

    /// In the last days of a link the next one comes along already.
    static final int TOGETHER_DAYS = 7;

    /// Of a chain without end so many links are planned; the last one stays open.
    private static final int LINKS = 4;

    private static final int NIGHTS_A_WEEK = 1;

    public Split {
        tasks = List.copyOf(tasks);
    }

    /// All ways that the rules propose, none where it is fine as it is.
    ///
    /// @param mostDayParts how many parts of the week one volunteer takes at most
    static List<Split> propose(Need need, int mostDayParts, LocalDate today) {
        var whole = whole(need, today);
        var proposed = new ArrayList<Split>();
        boolean nights = !need.dayParts().isEmpty()
                && need.dayParts().list().stream().map(On::part).allMatch(Part.NIGHT::equals);
        int most = nights ? Math.min(NIGHTS_A_WEEK, mostDayParts) : mostDayParts;
        if (need.dayPartsNeeded() > most && need.hoursPerWeek() > 1) {
            int volunteers = Math.ceilDiv(need.dayPartsNeeded(), most);
            proposed.add(new Split(nights ? Why.NIGHTS : Why.MANY_DAY_PARTS, besideEachOther(whole, volunteers)));
        }
        if (whole.length() == CommitmentLength.LASTING) {
            proposed.add(new Split(Why.LASTING, oneAfterAnother(whole)));
        }
        return proposed;
    }

    /// Without a rule: in two, to begin with.
    static Split otherwise(Need need, LocalDate today) {
        var whole = whole(need, today);
        var parts = besideEachOther(whole, 2);
        return new Split(Why.OTHERWISE, parts.size() > 1 ? parts : List.of(whole, whole));
    }

    /// What is asked, from now on: what has begun to be needed begins today.
    private static Task whole(Need need, LocalDate today) {
        var until = need.until();
        var from = need.from().isBefore(today) && (until == null || !until.isBefore(today)) ? today : need.from();
        return Task.of(need).during(from, until, false);
    }

    /// Each has parts of the week of its own, and its share of the hours.
    private static List<Task> besideEachOther(Task whole, int volunteers) {
        int count = Math.clamp(whole.hoursPerWeek(), 1, volunteers);
        int needed = whole.dayPartsNeeded();
        var possible = whole.dayParts().list();
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < count; i++) {
            int fromHours = whole.hoursPerWeek() * i / count;
            int toHours = whole.hoursPerWeek() * (i + 1) / count;
            int fromNeeded = needed * i / count;
            int toNeeded = needed * (i + 1) / count;
            int spare = Math.max(0, possible.size() - needed);
            var own = needed < count || possible.size() < needed
                    ? whole.dayParts()
                    : DayParts.of(possible.subList(fromNeeded + spare * i / count, toNeeded + spare * (i + 1) / count)
                            .toArray(On[]::new));
            tasks.add(whole.on(own, Math.max(1, toNeeded - fromNeeded), toHours - fromHours));
        }
        return tasks;
    }

    private static List<Task> oneAfterAnother(Task whole) {
        var tasks = new ArrayList<Task>();
        LocalDate from = whole.from();
        @Nullable LocalDate end = whole.until();
        for (int link = 1; ; link++) {
            var until = from.plusWeeks(LINK_WEEKS).minusDays(1);
            boolean last = link == Tasks.MOST || (end == null ? link == LINKS : !until.isBefore(end));
            tasks.add(whole.during(from, last ? end : until, link > 1));
            if (last) {
                return tasks;
            }
            from = until.plusDays(1 - TOGETHER_DAYS);
        }
    }
}

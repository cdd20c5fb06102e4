package nl.samenspel.requests;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.network.Area;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.Nullable;

/// What someone asks: which help, where, when, how much, and what they wish of who comes.
///
/// @param words in their own words
/// @param postcode `1234` or `1234 AB`; empty when not told
/// @param dayParts when it could be
/// @param dayPartsNeeded on how many of those someone must come
/// @param until the last day; none means: for as long as it is needed
/// @param languages one of these must be spoken
/// @param wishedGender who may come; empty means: all are welcome
/// @param wishWords other wishes about who comes
/// @param qualifications what a volunteer must have shown or learned for it; the coordinator decides at triage
/// @param urgency from 0 (it can wait) to 3 (this week)
public record Need(
        KindOfHelp kind,
        String words,
        String postcode,
        String place,
        DayParts dayParts,
        int dayPartsNeeded,
        int hoursPerWeek,
        LocalDate from,
        @Nullable LocalDate until,
        Set<Language> languages,
        Set<Gender> wishedGender,
        String wishWords,
        Set<Qualification> qualifications,
        int urgency,
        PaidBefore paidBefore) {

    public static final int MOST_HOURS = 80;
    public static final int MOST_URGENT = 3;

    /// Whether paid staff did this before: then it may be work that volunteers should not replace.
    /// Each has a message `requests.paid.<NAME>`.
    public enum PaidBefore {
        NO,
        YES,
        UNKNOWN
    }

    public Need {
        languages = Set.copyOf(languages);
        wishedGender = Set.copyOf(wishedGender);
        qualifications = Set.copyOf(qualifications);
        require(!words.isBlank(), "A need is told in words, but these are empty.");
        require(
                dayPartsNeeded >= 1 && dayPartsNeeded <= 28,
                "A need takes 1 to 28 parts of the week, but this one takes %d.".formatted(dayPartsNeeded));
        require(
                hoursPerWeek >= 1 && hoursPerWeek <= MOST_HOURS,
                "A need takes 1 to %d hours a week, but this one takes %d.".formatted(MOST_HOURS, hoursPerWeek));
        require(
                urgency >= 0 && urgency <= MOST_URGENT,
                "Urgency goes from 0 to %d, but this is %d.".formatted(MOST_URGENT, urgency));
        require(
                until == null || !until.isBefore(from),
                "A need ends after it begins, but this one is from %s until %s.".formatted(from, until));
    }

    /// What triage makes of it: how urgent it is, and what a volunteer must be able to do.
    public Need judged(int newUrgency, Set<Qualification> needed) {
        return new Need(
                kind,
                words,
                postcode,
                place,
                dayParts,
                dayPartsNeeded,
                hoursPerWeek,
                from,
                until,
                languages,
                wishedGender,
                wishWords,
                needed,
                newUrgency,
                paidBefore);
    }

    /// Of this, what one task asks.
    Need as(Task task) {
        return new Need(
                task.kind(),
                words,
                postcode,
                place,
                task.dayParts(),
                task.dayPartsNeeded(),
                task.hoursPerWeek(),
                task.from(),
                task.until(),
                languages,
                wishedGender,
                wishWords,
                task.qualifications(),
                urgency,
                paidBefore);
    }
    /// Where it is, as the area of its postcode says.
    Need placedIn(Area area) {
        return new Need(
                kind,
                words,
                postcode,
                area.place(),
                dayParts,
                dayPartsNeeded,
                hoursPerWeek,
                from,
                until,
                languages,
                wishedGender,
                wishWords,
                qualifications,
                urgency,
                paidBefore);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

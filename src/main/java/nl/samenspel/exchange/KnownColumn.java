package nl.samenspel.exchange;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A column that we can do something with. In which lists it stands, and what it is called there in
/// other people's files, is in [ColumnWords].
///
/// Each has a message `exchange.column.<NAME>`, and `exchange.column.<NAME>.fix` that says how it should be written.
public enum KnownColumn {
    /// The number another system knows it by: importing again changes instead of doubles.
    EXTERNAL_ID,
    /// The volunteer's own number, where the row itself is something else.
    VOLUNTEER_ID,
    /// The whole name of the volunteer in a list that names two people, or that is about something else.
    VOLUNTEER,
    VOLUNTEER_GIVEN_NAME,
    VOLUNTEER_FAMILY_NAME,
    VOLUNTEER_EMAIL,
    VOLUNTEER_POSTCODE,
    /// The participant's own number, where the row itself is something else.
    PERSON_ID,
    PARTICIPANT,
    PARTICIPANT_GIVEN_NAME,
    PARTICIPANT_FAMILY_NAME,
    PARTICIPANT_EMAIL,
    PARTICIPANT_POSTCODE,
    REQUEST_ID,
    MATCH_ID,
    GIVEN_NAME,
    INFIX,
    FAMILY_NAME,
    NAME,
    GENDER,
    EMAIL,
    PHONE,
    ADDRESS,
    HOUSE_NUMBER,
    HOUSE_LETTER,
    POSTCODE,
    PLACE,
    MUNICIPALITY,
    PROVINCE,
    LATITUDE,
    LONGITUDE,
    X,
    Y,
    KIND,
    WORDS,
    LOVES,
    LIKES,
    DOES,
    RATHER_NOT,
    DAY_PARTS,
    DAY_PARTS_NEEDED,
    HOURS,
    /// Hours each time; with [#FREQUENCY] these are hours a week.
    HOURS_EACH,
    FREQUENCY,
    AT_A_TIME,
    PAUSE_UNTIL,
    FROM,
    UNTIL,
    BEGUN_ON,
    ENDED_ON,
    END_REASON,
    /// Whether a match runs, is tried or has ended.
    RUNNING,
    WAITING_SINCE,
    LANGUAGES,
    WISHED_GENDER,
    WISH,
    URGENCY,
    THROUGH,
    PAID_BEFORE,
    OUTCOME,
    STANDING,
    RADIUS,
    VOG_SEEN,
    VOG_AGAIN,
    /// All that a volunteer learned, in one cell.
    TRAININGS,
    /// One of them, a row each.
    TRAINING,
    OBTAINED_ON,
    VALID_UNTIL,
    DAY,
    /// How long it took, in hours where nothing else is said with it.
    HOURS_DONE,
    MINUTES,
    VISIT_KIND,
    ABOUT;

    private static final class Signs {
        private static final Pattern ANY = Pattern.compile("[^\\p{L}\\p{Nd}]");
    }

    boolean isIn(ImportList list) {
        return !ColumnWords.of(list, this).isEmpty();
    }

    /// A text without case, accents, spaces and signs.
    static String bare(String text) {
        return Signs.ANY
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    /// Whether no two rows have the same: then no value stands for all of them.
    public boolean isOneEach() {
        return switch (this) {
            case EXTERNAL_ID, PERSON_ID, NAME, GIVEN_NAME, FAMILY_NAME, EMAIL, PHONE -> true;
            default -> false;
        };
    }

    /// A number of somebody's own administration. It may look like a citizen service number by chance.
    boolean isOwnNumber() {
        return switch (this) {
            case EXTERNAL_ID, PERSON_ID, VOLUNTEER_ID, REQUEST_ID, MATCH_ID -> true;
            default -> false;
        };
    }
}

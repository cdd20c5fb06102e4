package nl.samenspel.insight;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Something in an edition that somebody should look at.
///
/// @param line where it stands in the file
/// @param args what the message `insight.doubt.<what>` of its reason is filled with
public record Doubt(int line, String organisation, String measure, What what, List<Object> args) {

    public Doubt {
        args = List.copyOf(args);
    }

    /// What the message is filled with, in the numbers of a language.
    public Object[] words(Locale locale) {
        var number = NumberFormat.getIntegerInstance(locale);
        return args.stream()
                .map(arg -> arg instanceof List<?> several
                        ? several.stream().map(number::format).collect(Collectors.joining("; "))
                        : arg)
                .toArray();
    }

    /// What is wrong. Each has messages `insight.doubt.<NAME>`, why, and `insight.what.<NAME>`, what,
    /// in every language.
    public enum What {
        /// A row without an organisation, a measure or a unit, or with more cells than there are columns.
        INCOMPLETE_ROW,
        /// Something other than a whole number.
        NOT_A_NUMBER,
        /// A qualifier, counting or date that has no meaning.
        UNKNOWN_WORD,
        NEGATIVE,
        /// More than there are.
        MORE_THAN_EXIST,
        /// More hours than the people of the organisation have in a year.
        MORE_HOURS_THAN_A_YEAR,
        /// It says how sure its value is, and has none.
        VALUE_MISSING,
        /// It says that there is no value, and has one.
        VALUE_UNEXPECTED,
        PARTS_DO_NOT_ADD_UP,
        TOTAL_WITHOUT_PARTS,
        PARTS_WITHOUT_TOTAL,
        /// A part is "about" or "more than", and the total says it is exact.
        APPROXIMATION_LOST,
        /// Two organisations with the same figures: one may be copied from the other, or the same people
        /// counted twice.
        IDENTICAL_FIGURES,
        /// People of whom it is not said whether they may be added up.
        COUNTING_MISSING,
        /// Said of something that is no people.
        COUNTING_OF_NO_PEOPLE,
        /// What its own words say is another way of counting.
        COUNTING_CONTRADICTS_WORDS,
        /// Not additive, without a word on why.
        COUNTING_UNEXPLAINED,
        /// A total counts otherwise than its parts.
        COUNTING_DIFFERS_FROM_TOTAL,
        /// Counted otherwise than in the edition before.
        COUNTING_CHANGED,
        /// The same row twice.
        DOUBLED_ROW,
        /// The same figure twice, with different values.
        TWO_VALUES,
        /// Another unit than the same measure has elsewhere.
        OTHER_UNIT,
        /// More than a quarter up or down against the edition before.
        JUMP
    }
}

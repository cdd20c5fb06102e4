package nl.samenspel.exchange;

import org.jspecify.annotations.Nullable;

/// Cells for a file that will be opened in a spreadsheet.
///
/// What begins with `=`, `+`, `-` or `@` would be worked out as a formula there, and `+31612345678` would become an
/// amount. A tab in front keeps both as they are; when such a file comes in again, white space around a cell goes.
final class SafeCell {

    /// The full-width forms do the same in some programs.
    private static final String FORMULA = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    private SafeCell() {}

    static String of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var start = text.codePoints().filter(c -> !isUnseen(c)).findFirst().orElse(text.charAt(0));
        return FORMULA.indexOf(start) >= 0 || FORMULA.indexOf(text.charAt(0)) >= 0 ? "\t" + text : text;
    }

    /// White space and marks without a shape, which a spreadsheet may pass over before it reads a formula.
    private static boolean isUnseen(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }
}

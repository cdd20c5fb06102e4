package nl.samenspel.matching.engine;

/// Numbers outside their range never enter the engine, so that its sums need not be guarded one by one.
final class Range {

    private Range() {}

    static int check(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d, but is %d.".formatted(what, least, most, number));
        }
        return number;
    }
}

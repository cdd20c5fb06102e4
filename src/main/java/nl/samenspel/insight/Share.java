package nl.samenspel.insight;

/// A part of a whole, with how far chance may have moved it: the interval of Wilson (1927,
/// https://doi.org/10.1080/01621459.1927.10502953) that holds the true part 95 times out of 100. It
/// stays honest when few people are counted.
///
/// @param part how many
/// @param of out of how many
public record Share(int part, int of) {

    /// Of the normal distribution: 95 %.
    private static final double Z = 1.959964;

    public Share {
        if (part < 0 || part > of) {
            throw new IllegalArgumentException("A part is within the whole, but %d of %d is not.".formatted(part, of));
        }
    }

    /// From 0 to 1; 0 of nothing is 0.
    public double value() {
        return of == 0 ? 0 : (double) part / of;
    }

    public double low() {
        return of == 0 ? 0 : Math.max(0, middle() - reach());
    }

    public double high() {
        return of == 0 ? 1 : Math.min(1, middle() + reach());
    }

    private double middle() {
        return (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double reach() {
        return Z / (1 + Z * Z / of) * Math.sqrt(value() * (1 - value()) / of + Z * Z / (4.0 * of * of));
    }
}

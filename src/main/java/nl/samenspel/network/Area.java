package nl.samenspel.network;

import org.jspecify.annotations.Nullable;

/// A postcode area (four figures): its place, its municipality, and its middle where that is known.
public record Area(
        String postcode,
        String place,
        String municipality,
        String province,
        @Nullable Point middle) {

    public Area {
        if (!postcode.matches("[1-9][0-9]{3}")) {
            throw new IllegalArgumentException(
                    "An area has a postcode of four figures, not starting with 0, but this is \"%s\"."
                            .formatted(postcode));
        }
    }

    /// The four figures of a postcode: `1234` of `1234 AB`. Empty when there are not so many.
    public static String figuresOf(String postcode) {
        return postcode.length() < 4 ? "" : postcode.substring(0, 4);
    }
}

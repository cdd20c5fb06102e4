package nl.samenspel.referrals;

import java.util.UUID;

/// Which ambassador, at which team.
public record AmbassadorId(UUID value) {

    public static AmbassadorId next() {
        return new AmbassadorId(UUID.randomUUID());
    }

    public static AmbassadorId of(String text) {
        return new AmbassadorId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

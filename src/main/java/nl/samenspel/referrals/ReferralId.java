package nl.samenspel.referrals;

import java.util.UUID;

/// Which referral.
public record ReferralId(UUID value) {

    public static ReferralId next() {
        return new ReferralId(UUID.randomUUID());
    }

    public static ReferralId of(String text) {
        return new ReferralId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

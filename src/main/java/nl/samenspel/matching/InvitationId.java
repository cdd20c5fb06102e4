package nl.samenspel.matching;

import java.util.UUID;

/// One asking of one volunteer for one request.
public record InvitationId(UUID value) {

    public static InvitationId next() {
        return new InvitationId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static InvitationId of(String text) {
        return new InvitationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

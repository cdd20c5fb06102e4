package nl.samenspel.referrals;

import java.util.UUID;

/// On what it rests that somebody's request is shown to another organisation.
public sealed interface Ground {

    /// The participant, or who represents them by law, agreed.
    record Consent(UUID id) implements Ground {}

    /// A professional or coordinator decided without; why is written down, and shown to the participant.
    record Overridden(String why) implements Ground {

        public Overridden {
            if (why.isBlank()) {
                throw new IllegalArgumentException("Sharing without consent says why, but these words are empty.");
            }
        }
    }
}

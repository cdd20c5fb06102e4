package nl.samenspel.rounds;

import java.util.UUID;

/// Which proposal of a round.
public record ProposalId(UUID value) {

    public static ProposalId next() {
        return new ProposalId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

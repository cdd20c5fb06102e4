package nl.samenspel.referrals;

import java.util.EnumSet;
import java.util.Set;

/// Why a request goes to another organisation, or why it did not work out there. Each has a message
/// `referrals.reason.<NAME>`.
public enum Reason {
    /// Nobody is free who could do it.
    CAPACITY,
    /// It needs something that was not learned there.
    EXPERTISE,
    /// It is beyond what is done there.
    BOUNDARY,
    /// It is too far away.
    AREA,
    /// Something else: then words say what.
    OTHER,
    /// The receiver did not answer within the term.
    NO_ANSWER,
    /// The sender took it back.
    TAKEN_BACK,
    /// The participant took their consent back.
    CONSENT,
    /// Somebody was found meanwhile.
    HELPED,
    /// The request ended meanwhile.
    ENDED;

    /// What a sender may give as why it refers, and a receiver as why it does not.
    public static final Set<Reason> SAID_BY_PEOPLE = EnumSet.range(CAPACITY, OTHER);
}

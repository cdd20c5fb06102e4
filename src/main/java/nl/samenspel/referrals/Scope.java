package nl.samenspel.referrals;

/// What may go along besides what is needed to decide; after the yes a name always does. Each has a message
/// `referrals.scope.<NAME>`.
public enum Scope {
    /// The participant's own words, before the receiver decides. They may tell of health.
    WORDS,
    /// Phone and mail, after the yes.
    REACH,
    /// The address, after the yes.
    ADDRESS
}

package nl.samenspel.reimbursements.law;

/// How somebody is paid back in a calendar year. One of them a year: a rule of the house, stricter than the law, which
/// allows both under one maximum (S77). Each has a message `reimbursements.regime.<NAME>`.
public enum Regime {
    /// What it really cost, as can be shown. No maximum, and nothing of it is taxed (S88, S89). The usual one.
    REAL_EXPENSES,
    /// A flat amount for time and effort, within the maxima of an hour, a month and a year. An exception that needs a
    /// reason: the State Secretary said that an untaxed reward for effort does not exist (S90, S95).
    FLAT_ALLOWANCE
}

package nl.samenspel.reimbursements.law;

import java.time.LocalDate;

/// What a kilometre with one's own car is paid without questions from this day on. Not a maximum by law:
/// what covers the costs may be paid ([Source#COSTS]); it is what employees may have, which
/// organisations follow.
public record MileageRate(LocalDate from, Cents perKilometre, String source, boolean toVerify) {}

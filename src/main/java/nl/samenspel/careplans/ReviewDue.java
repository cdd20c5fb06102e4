package nl.samenspel.careplans;

import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;

/// It was agreed to look again on this day at who does what.
public record ReviewDue(CareplanId plan, PersonId participant, AccountId holder, LocalDate on) {}

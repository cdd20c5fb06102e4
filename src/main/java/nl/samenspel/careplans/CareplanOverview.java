package nl.samenspel.careplans;

/// A table as a line on a list.
///
/// @param participant what the table calls the participant
/// @param mine the viewer's own seat; for the desk that of the coordinator
/// @param nobodys how many tasks nobody does, as far as the viewer sees tasks
public record CareplanOverview(Careplan plan, String participant, Seat mine, int nobodys) {}

package nl.samenspel.volunteers;

/// What came of adding a volunteer at the desk.
public sealed interface Addition {

    record Added() implements Addition {}

    record AlreadyVolunteer() implements Addition {}

    /// They are paid here for care; the law of the house allows no volunteering beside it in the same place.
    record PaidHere() implements Addition {}
}

package nl.samenspel.access;

/// What someone may be to Samenspel. A person can hold several, at several organisations.
public enum Role {
    /// Does something for others.
    VOLUNTEER,
    /// Asks for help, or gets it (_hulpvrager, deelnemer_).
    PARTICIPANT,
    /// Stands beside a participant (_naaste, mantelzorger_).
    RELATIVE,
    /// Brings requests for the people they work for (_beroepskracht_).
    PROFESSIONAL,
    /// Guides a list of volunteers for a coordinator (_teamleider, verbinder_). Has no desk: sees by that list alone.
    TEAM_LEADER,
    /// Takes in, matches and guides, for a branch.
    COORDINATOR,
    /// Leads an organisation.
    MANAGER,
    /// Keeps the installation; sees no dossiers.
    ADMINISTRATOR,
    /// Looks after one municipality (_gemeente, regiotafel_). Of what people ask it sees published figures, never who.
    MUNICIPALITY,
    /// Speaks for the network (_landelijk bureau_). Makes and publishes editions of figures; sees nobody either.
    NATIONAL_OFFICE,
    /// Reads published editions, with how they were counted (_onderzoeker_).
    RESEARCHER;

    /// Looks from outside: works for no organisation, and sees published figures and no row about anybody.
    public boolean isOutside() {
        return this == MUNICIPALITY || this == NATIONAL_OFFICE || this == RESEARCHER;
    }

    /// Held at an organisation; else for the whole installation.
    boolean isAtAnOrganisation() {
        return this != ADMINISTRATOR && !isOutside();
    }

    /// Works for an organisation and so sees rows of that organisation.
    public boolean isStaff() {
        return this == COORDINATOR || this == MANAGER;
    }

    /// Sees other people's records, decides who does, or decides what is published of them: comes in with a second
    /// factor, always.
    public boolean needsSecondFactor() {
        return isStaff()
                || this == PROFESSIONAL
                || this == TEAM_LEADER
                || this == ADMINISTRATOR
                || this == NATIONAL_OFFICE;
    }
}

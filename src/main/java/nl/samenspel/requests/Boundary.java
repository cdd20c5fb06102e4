package nl.samenspel.requests;

import java.util.Set;

/// A line in voluntary work, and what the base rule says of it. An organisation may be stricter, never looser.
///
/// Each has a message `requests.boundary.<NAME>` that says what it is, in every language.
public enum Boundary {
    /// Injections, catheters, tube feeding: reserved by law to those who are qualified (Wet BIG).
    RESERVED_MEDICAL_ACT(Rule.NEVER),
    /// Wound care, washing and dressing someone who is ill: work of district nurses.
    NURSING(Rule.NEVER),
    /// Setting out or giving medicines. Reminding someone to take them is none of this.
    MEDICATION(Rule.NEVER),
    /// Danger for the person or for whoever comes: violence, neglect, acute confusion.
    CRISIS_SAFETY(Rule.NEVER),
    /// Paying or signing with someone's card or mandate: protects both sides.
    MONEY_WITH_MANDATE(Rule.NEVER),
    /// Heavy or very dirty household work: volunteers left because they were asked for it.
    HEAVY_HOUSEHOLD(Rule.NEVER),
    /// Cleaning every week: that is paid work, which volunteers must not replace.
    STRUCTURAL_CLEANING(Rule.NEVER),
    /// Lifting a person, or helping them out of bed.
    LIFTING(Rule.TOGETHER),
    /// Light help with washing, dressing, or going to the toilet.
    PERSONAL_CARE(Rule.TOGETHER),
    /// Alone with a child: never without another grown-up who is responsible.
    UNACCOMPANIED_CHILD(Rule.TOGETHER),
    /// Staying awake beside someone at night. The base leaves it free; not every organisation does it.
    NIGHT_WATCH(Rule.FREE),
    /// Driving someone in the volunteer's own car. The base leaves it free; insurance may not.
    OWN_CAR(Rule.FREE);

    /// What may be done. From loose to strict.
    public enum Rule {
        /// Volunteers may.
        FREE,
        /// Volunteers may beside a professional who stays responsible.
        TOGETHER,
        /// Volunteers may not.
        NEVER
    }

    private final Rule base;

    Boundary(Rule base) {
        this.base = base;
    }

    public Rule base() {
        return base;
    }

    /// What holds at an organisation that keeps these boundaries, by name, on top of the base: there it is never.
    public Rule at(Set<String> stricter) {
        return stricter.contains(name()) ? Rule.NEVER : base;
    }
}

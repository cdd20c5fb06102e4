package nl.samenspel.network;

/// What a volunteer has shown or learned, and a request can need. Each has a message `network.qualification.<NAME>`.
///
/// The place in the list is the bit that stands for it in masks; [#VOG] is bit 0; at most 8.
public enum Qualification {
    /// A certificate of conduct (_Verklaring Omtrent het Gedrag_) was shown; the document itself is never kept.
    VOG,
    FIRST_AID,
    DEMENTIA,
    PALLIATIVE,
    DRIVER,
    CHILDREN,
    LIFTING,
    LANGUAGE_COACH;

    public int bit() {
        return 1 << ordinal();
    }
}

package nl.samenspel.exchange;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Why something that a list brought cannot be undone: what others built on it. Each has a message
/// `exchange.undo.why.<NAME>`.
public enum Why {
    /// Somebody changed it since.
    CHANGED,
    /// It is at another branch now.
    ELSEWHERE,
    /// Law 3: what a volunteer can carry is raised by nobody else.
    ONLY_THE_VOLUNTEER_RAISES,
    MATCH,
    /// Somebody was asked how it goes.
    HOW_IT_GOES,
    /// Somebody else is looked for, for a while or for good.
    LOOKED_FOR,
    ASKED,
    VISIT,
    PAID,
    TABLE,
    REFERRED,
    ROUND,
    SIGNS_IN,
    BESIDE,
    CONSENT,
    REQUEST,
    TAKEN_UP,
    DIVIDED,
    VOLUNTEERS,
    CARRIES,
    TEAM,
    RIGHTS,
    /// Something else rests on it.
    USED;

    /// By what points at it: a column, or else its table, or else its module.
    private static final Map<String, Why> BY = Map.ofEntries(
            Map.entry("matches", MATCH),
            Map.entry("matches.check_in", HOW_IT_GOES),
            Map.entry("matches.replacement", LOOKED_FOR),
            Map.entry("matching", ASKED),
            Map.entry("visits", VISIT),
            Map.entry("reimbursements", PAID),
            Map.entry("careplans", TABLE),
            Map.entry("referrals", REFERRED),
            Map.entry("rounds", ROUND),
            Map.entry("access.role_held", SIGNS_IN),
            Map.entry("access.team_member", TEAM),
            Map.entry("people.relation", BESIDE),
            Map.entry("people.consent", CONSENT),
            Map.entry("people.engagement", VOLUNTEERS),
            Map.entry("volunteers", VOLUNTEERS),
            Map.entry("limits", CARRIES),
            Map.entry("requests.task", DIVIDED),
            Map.entry("requests.small_group", DIVIDED),
            Map.entry("requests.help_request", REQUEST),
            Map.entry("requests.triage", TAKEN_UP),
            Map.entry("requests.contact", TAKEN_UP),
            Map.entry("privacy", RIGHTS));

    /// @param pointers as `module.table.column`
    static Set<Why> of(Collection<String> pointers) {
        var why = EnumSet.noneOf(Why.class);
        for (var pointer : pointers) {
            var name = pointer;
            while (!BY.containsKey(name) && name.contains(".")) {
                name = name.substring(0, name.lastIndexOf('.'));
            }
            why.add(BY.getOrDefault(name, USED));
        }
        return why;
    }
}

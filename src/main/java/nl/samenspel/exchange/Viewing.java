package nl.samenspel.exchange;

import nl.samenspel.access.Viewer;

/// As whom a list is gone through.
final class Viewing {

    private Viewing() {}

    /// Areas are the installation's, and no desk's.
    static Viewer of(ImportList list) {
        var viewer = Viewer.current();
        return list == ImportList.AREAS ? withoutDesk(viewer) : viewer;
    }

    static Viewer withoutDesk(Viewer viewer) {
        return new Viewer(viewer.account(), viewer.name(), viewer.persons(), viewer.roles(), null);
    }
}

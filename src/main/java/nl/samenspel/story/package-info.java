/// The demo town (_het voorbeeld_): invented organisations and people in one region, and a week in their life.
///
/// Told through the other modules' doors, so it is also each door's first user and fails when it is no longer true.
/// Only on an installation that was begun as a demo. [nl.samenspel.story.web] lets visitors in as one of its people.
/// Everything has a fixed key, so a telling that was broken off goes on where it was.
@ApplicationModule(
        displayName = "Story",
        allowedDependencies = {
            "database",
            "ui",
            "mail",
            "access",
            "audit",
            "network",
            "people",
            "requests",
            "limits",
            "volunteers",
            "matching",
            "matches",
            "visits",
            "reimbursements",
            "reimbursements :: law",
            "rounds",
            "referrals",
            "careplans",
            "insight",
            "privacy"
        })
@NullMarked
package nl.samenspel.story;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

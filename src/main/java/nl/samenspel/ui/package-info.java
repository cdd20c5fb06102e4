/// What every screen shares: the layout around a page, the parts of a form, the menu, the two languages.
///
/// A controller reads what was typed with [Form], says things with [Words], leaves a message for the next page with
/// [Notice] and puts itself in the menu with a [MenuItem] bean. Its page wears `ui/layout :: page` and asks with the
/// fragments of `ui/form`; `ui/parts` has the small pieces (icon, tag, bar).
///
/// Knows no other module: it does not know what is asked, of whom, or who may see it.
@ApplicationModule(
        displayName = "Layout, forms and languages",
        allowedDependencies = {})
@NullMarked
package nl.samenspel.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package nl.samenspel.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Which roles may use a handler; on the method, or on its class for all of them.
///
/// A handler without it is closed. Whose rows a role sees is not said here: the database's row security says so.
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MayUse {

    /// Any of these. Empty together with [#everyone] false: anyone who is signed in.
    Role[] value() default {};

    /// Guests too.
    boolean everyone() default false;

    /// Also for who must set up a second factor first. They have none of their roles yet.
    boolean settingUp() default false;

    /// Only when who it is was shown in the last minutes: for what would be worth stealing.
    boolean shownJustNow() default false;
}

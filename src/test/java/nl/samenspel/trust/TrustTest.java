package nl.samenspel.trust;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import nl.samenspel.Neighbourhood;
import nl.samenspel.database.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/// A test over real HTTP of who sees and may do what, on an installation for real use with [World] in it. All tests
/// with this annotation share one program. Nobody has to wait: the tests ask faster than people do.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // who may, however often it is tried
        properties = "samenspel.pace=false")
@Import({TestDatabase.class, Neighbourhood.class, World.Builder.class})
@interface TrustTest {}

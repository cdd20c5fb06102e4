/// The product for other programs: REST under `/api/v1`, described at `/api/v1/openapi.json`, after the Dutch API
/// Design Rules.
///
/// Every call has an account behind it (a bearer token, `./samenspel token`), so row security, roles and the log of
/// looks
/// hold here as on the screen. Whatever is wrong is told as problem+json (RFC 9457), all of it at once.
@NullMarked
package nl.samenspel.exchange.api;

import org.jspecify.annotations.NullMarked;

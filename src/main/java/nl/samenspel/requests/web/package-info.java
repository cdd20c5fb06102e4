/// The screens of help requests: asking, referring, typing in, triage, following one's own.
@NullMarked
package nl.samenspel.requests.web;

import org.jspecify.annotations.NullMarked;

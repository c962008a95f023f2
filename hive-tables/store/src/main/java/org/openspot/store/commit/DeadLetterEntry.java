package org.openspot.store.commit;

import java.util.Optional;

/**
 * A dead letter and what became of it.
 *
 * @param id its name, 12 hexadecimal digits, the same for the same dead letter always
 * @param letter the dead letter as it was noted
 * @param fate what became of it
 * @param dropped who decided to do without it, if somebody did
 */
public record DeadLetterEntry(
    String id, DeadLetter letter, DeadLetterFate fate, Optional<Dropped> dropped) {}

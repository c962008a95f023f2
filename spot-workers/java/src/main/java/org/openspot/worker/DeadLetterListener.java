package org.openspot.worker;

import java.util.List;
import org.openspot.store.commit.DeadLetter;

/** Hears of dead letters once they are committed. Must not throw. */
public interface DeadLetterListener {
  void committed(List<DeadLetter> deadLetters);
}

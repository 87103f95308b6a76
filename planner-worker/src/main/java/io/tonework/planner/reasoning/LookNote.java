package io.tonework.planner.reasoning;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.Reasoning;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an account says of a look that the request lays over the plan. The figures of the account
 * are measured without it: its file is read where photos are rendered.
 */
public final class LookNote {
  private LookNote() {}

  /**
   * The account with the look mentioned in its summary and under global colour; as it is when there
   * is no look, or none of it is wanted.
   */
  public static Account in(Account account, @Nullable LookRef look) {
    if (look == null || look.strength() == 0) {
      return account;
    }
    String strength =
        look.strength() == 1
            ? "in full"
            : String.format(Locale.ROOT, "at %d%%", Math.round(look.strength() * 100));
    Reasoning told = account.reasoning();
    Reasoning.Finding global = told.globalColour();
    Reasoning.Finding noted =
        new Reasoning.Finding(
            global.issues(),
            global.plan()
                + " The look that came with the request is laid over the result "
                + strength
                + "; what is said here is without it.");
    return new Account(
        new Reasoning(told.content(), told.light(), noted, told.specificColour()),
        account.summary() + "; then the request's look " + strength,
        account.claims());
  }
}

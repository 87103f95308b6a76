package io.tonework.standalone.documents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Holds what docs/budget.md says of plans: nothing that decides reads a clock or draws lots. */
@AnalyzeClasses(
    packages = {
      "io.tonework.planner",
      "io.tonework.render",
      "io.tonework.models",
      "io.tonework.imaging"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class NoClockTest {
  private static final Set<String> SOURCES =
      Set.of(
          "java.lang.System.currentTimeMillis()",
          "java.lang.Math.random()",
          "java.time.Instant.now()",
          "java.time.LocalDate.now()",
          "java.time.LocalDateTime.now()",
          "java.time.OffsetDateTime.now()",
          "java.time.ZonedDateTime.now()",
          "java.util.Date.<init>()",
          "java.util.Random.<init>()",
          "java.util.UUID.randomUUID()",
          "java.util.concurrent.ThreadLocalRandom.current()");

  @ArchTest
  static final ArchRule shouldReadNoClockWhenSomethingIsDecided =
      noClasses()
          .should()
          .callCodeUnitWhere(
              DescribedPredicate.describe(
                  "its target is a calendar clock or an unseeded random source",
                  (JavaCall<?> call) -> SOURCES.contains(call.getTarget().getFullName())))
          .because("what shifts a plan is a fact in it, see docs/budget.md and ADR 0205");
}

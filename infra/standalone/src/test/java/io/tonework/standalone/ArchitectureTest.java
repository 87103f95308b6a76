package io.tonework.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the layout. Whoever needs another rule changes it here and says why in docs/adr. */
class ArchitectureTest {
  private static final String ROOT = "io.tonework";
  private static final String[] STAGES = {
    "io.tonework.ingest..",
    "io.tonework.planner..",
    "io.tonework.render..",
    "io.tonework.feedback.."
  };
  private static final String[] INFRA = {
    "io.tonework.contracts..",
    "io.tonework.messaging..",
    "io.tonework.taste..",
    "io.tonework.storage..",
    "io.tonework.imaging..",
    "io.tonework.models..",
    "io.tonework.service..",
    "io.tonework.embedded..",
    "io.tonework.samples.."
  };
  private static final List<String> NAMELESS =
      List.of("util", "utils", "common", "helper", "helpers", "manager", "impl");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void shouldSeeEveryModuleWhenRulesAreChecked() {
    // a rule over classes that were never read would hold for ever
    for (String each : List.of("ingest", "planner", "render", "feedback", "contracts", "service")) {
      assertThat(CLASSES.containPackage(ROOT + "." + each)).as(each).isTrue();
    }
  }

  @Test
  void shouldKeepStagesApart() {
    for (String stage : STAGES) {
      String[] others =
          List.of(STAGES).stream().filter(each -> !each.equals(stage)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(stage)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("a stage knows its topics, its bundle and its store, never another stage")
          .check(CLASSES);
    }
  }

  @Test
  void shouldKeepInfraFromKnowingStages() {
    noClasses()
        .that()
        .resideInAnyPackage(INFRA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(STAGES)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("io.tonework.standalone..")
        .because("stages stand on infra")
        .check(CLASSES);
  }

  @Test
  void shouldKeepContractsFreeOfEverythingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("io.tonework.contracts..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "of ours outside contracts",
                (JavaClass type) ->
                    type.getPackageName().startsWith(ROOT)
                        && !type.getPackageName().startsWith(ROOT + ".contracts")))
        .check(CLASSES);
  }

  @Test
  void shouldKeepModulesFreeOfCycles() {
    slices().matching("io.tonework.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void shouldKeepPackagesFreeOfCycles() {
    // the whole name tells the slices apart: a package, its parent and its children are three
    slices()
        .matching("io.tonework.(**)")
        .should()
        .beFreeOfCycles()
        .because("a newcomer reads packages from the ground up, and a circle has no ground")
        .check(CLASSES);
  }

  @Test
  void shouldAskForFilesAsAWholeOutsideImaging() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tonework.imaging..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tonework.imaging.file.(jpeg|png|tiff|webp|heif|metadata)..")
        .because("what differs between formats is known in imaging.file alone")
        .check(CLASSES);
  }

  @Test
  void shouldNameNoPackageAfterNothing() {
    classes()
        .should()
        .resideOutsideOfPackages(
            NAMELESS.stream().map(name -> ".." + name + "..").toArray(String[]::new))
        .because("a package is named after what it is for")
        .check(CLASSES);
  }

  @Test
  void shouldMarkEveryPackageAsNullMarked() {
    // When
    TreeSet<String> unmarked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      JavaPackage home = type.getPackage();
      if (!isGenerated(type) && !home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }

    // Then
    assertThat(unmarked).isEmpty();
  }

  /** Quarkus writes classes into our packages: beans, proxies, configuration. */
  private static boolean isGenerated(JavaClass type) {
    return type.getSimpleName().contains("_")
        || type.isAnnotatedWith("jakarta.annotation.Generated");
  }
}

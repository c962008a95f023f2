package org.openspot;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.TimeZone;

/**
 * Which stage may know of which, as the table in docs/architecture.md has it. Stands here because
 * this module sees all others.
 */
@AnalyzeClasses(packages = "org.openspot", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  private static final String[] ENGINES = {
    "org.apache.hadoop..",
    "org.apache.hive..",
    "org.apache.kafka..",
    "org.apache.parquet..",
    "org.apache.spark..",
    "java.sql.."
  };

  @ArchTest
  static final ArchRule stagesDependInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.openspot..")
          .layer("core")
          .definedBy("org.openspot.core..")
          .layer("schemas")
          .definedBy("org.openspot.schema..")
          .layer("transport")
          .definedBy("org.openspot.transport..", "org.openspot.archive..")
          .layer("parsers")
          .definedBy("org.openspot.parsers..")
          .layer("store")
          .definedBy("org.openspot.store..")
          .layer("collector")
          .definedBy("org.openspot.collector..")
          .layer("worker")
          .definedBy("org.openspot.worker..")
          .layer("scoring model")
          .definedBy("org.openspot.scoring.model..")
          .layer("scoring evaluation")
          .definedBy("org.openspot.scoring.evaluation..")
          .layer("scoring job")
          .definedBy("org.openspot.scoring.spark..")
          .layer("stack")
          .definedBy("org.openspot.stack..")
          .layer("cli")
          .definedBy("org.openspot.cli..")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("schemas")
          .mayOnlyAccessLayers("core")
          .whereLayer("transport")
          .mayOnlyAccessLayers("core")
          .whereLayer("parsers")
          .mayOnlyAccessLayers("core", "schemas")
          .whereLayer("store")
          .mayOnlyAccessLayers("core", "schemas")
          .whereLayer("collector")
          .mayOnlyAccessLayers("core", "transport", "parsers", "schemas")
          .whereLayer("worker")
          .mayOnlyAccessLayers("core", "transport", "parsers", "schemas", "store")
          .whereLayer("scoring model")
          .mayOnlyAccessLayers("core", "schemas")
          .whereLayer("scoring evaluation")
          .mayOnlyAccessLayers("core", "scoring model")
          .whereLayer("scoring job")
          .mayOnlyAccessLayers("core", "schemas", "store", "scoring model")
          .whereLayer("stack")
          .mayOnlyAccessLayers("core")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitectureIgnoring(resideInAPackage("org.openspot"));

  @ArchTest
  static final ArchRule onlyTheStoreAndTheArchiveKnowHadoop =
      noClasses()
          .that(resideInAPackage("org.openspot.."))
          .and()
          .resideOutsideOfPackages("org.openspot.store..", "org.openspot.archive..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.apache.hadoop.."));

  /** The command line reads results through java.sql, but from connections the store opens. */
  @ArchTest
  static final ArchRule onlyTheStoreKnowsParquetAndHive =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.openspot.store..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.apache.parquet..", "org.apache.hive.."))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.sql.Driver.class, java.sql.DriverManager.class);

  @ArchTest
  static final ArchRule parsersSchemasAndPlainScoringKnowNoEngine =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.openspot.parsers..",
              "org.openspot.schema..",
              "org.openspot.scoring.model..",
              "org.openspot.scoring.evaluation..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(ENGINES));

  @ArchTest
  static final ArchRule coreKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("org.openspot.core..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(ENGINES));

  /** Unread events go when the topic's retention has them go, or a person. */
  @ArchTest
  static final ArchRule nobodyDeletesATopic =
      noClasses().should().callMethodWhere(target(nameMatching("deleteTopics|deleteRecords")));

  /** All times are UTC, whatever the machine is set to. */
  @ArchTest
  static final ArchRule nobodyAsksForTheMachinesTimeZone =
      noClasses()
          .should()
          .callMethod(ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(TimeZone.class, "getDefault")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now");

  @ArchTest
  static final ArchRule noPackageIsALumberRoom =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..helper..", "..helpers..", "..manager..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.openspot.(**)").should().beFreeOfCycles();
}

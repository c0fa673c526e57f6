package io.kafkadlq;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;

/** The picture of the architecture, as rules. */
@AnalyzeClasses(
        packages = "io.kafkadlq",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** Leaves out what dlq-api shares with other modules' tests. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("io.kafkadlq.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule coreIsFreeOfFrameworks = noClasses()
            .that()
            .resideInAPackage("..core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..", "io.kafkadlq.kafka..", "io.kafkadlq.cdi..");

    @ArchTest
    static final ArchRule coreKnowsOnlyKafkasRecordTypes = noClasses()
            .that()
            .resideInAPackage("..core..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are Kafka's, other than its record types",
                    type -> type.getPackageName().startsWith("org.apache.kafka")
                            && !type.getName().equals("org.apache.kafka.clients.consumer.ConsumerRecord")
                            && !type.getName().equals("org.apache.kafka.common.record.TimestampType")
                            && !type.getPackageName().startsWith("org.apache.kafka.common.header")
                            && !type.getName().equals("org.apache.kafka.common.utils.Bytes")));

    @ArchTest
    static final ArchRule apiKnowsNoImplementation = noClasses()
            .that()
            .resideInAPackage("io.kafkadlq.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kafkadlq.core..", "io.kafkadlq.kafka..", "io.kafkadlq.boot..", "io.kafkadlq.cdi..");

    @ArchTest
    static final ArchRule onlyAnnotationsOfTheApiNeedAContainer = noClasses()
            .that()
            .resideInAPackage("io.kafkadlq.api..")
            .and()
            .resideOutsideOfPackage("io.kafkadlq.api.cdi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.kafkadlq.api.cdi..")
            .because("who runs without one has no Jakarta API");

    @ArchTest
    static final ArchRule onlyTheEngineKnowsTheOrderOfStages = noClasses()
            .that()
            .resideInAnyPackage(
                    "..core.buffer..", "..core.batch..", "..core.redrive..", "..core.desk..", "..core.memory..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..core.engine..");

    @ArchTest
    static final ArchRule oneBufferPackageUsesTheDisruptor = noClasses()
            .that()
            .resideOutsideOfPackage("..core.buffer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.lmax..");

    @ArchTest
    static final ArchRule oneMetricsPackageUsesHdrHistogram = noClasses()
            .that()
            .resideOutsideOfPackage("..core.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.HdrHistogram..");

    @ArchTest
    static final ArchRule oneGuardPackageUsesFailsafe = noClasses()
            .that()
            .resideOutsideOfPackage("..core.guard..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.failsafe..");

    @ArchTest
    static final ArchRule onePackageUsesFaultTolerance = noClasses()
            .that()
            .resideOutsideOfPackage("io.kafkadlq.cdi.fault..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.faulttolerance..")
            .because("servers may be without it");

    @ArchTest
    static final ArchRule onePackageUsesTheServersMetrics = noClasses()
            .that()
            .resideOutsideOfPackage("io.kafkadlq.cdi.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.microprofile.metrics..", "io.micrometer..")
            .because("servers may be without them");

    @ArchTest
    static final ArchRule onePackageUsesOpenTelemetry = noClasses()
            .that()
            .resideOutsideOfPackage("io.kafkadlq.cdi.telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .because("servers may be without it");

    @ArchTest
    static final ArchRule onePackageUsesTheServersHealth = noClasses()
            .that()
            .resideOutsideOfPackage("io.kafkadlq.cdi.health..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.health..")
            .because("servers may be without it");

    @ArchTest
    static final ArchRule neverTwoBreakersOnOneCall = noClasses()
            .that()
            .resideInAnyPackage("..core.guard..", "io.kafkadlq.cdi.fault..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are handlers, or what calls and guards them",
                    type -> type.getName().equals("io.kafkadlq.api.RecordHandler")
                            || type.getPackageName().startsWith("io.kafkadlq.core.dispatch")
                            || type.getPackageName().startsWith("io.kafkadlq.core.flow")))
            .because("a handler has its channel's breaker");

    @ArchTest
    static final ArchRule oneAffinityPackageUsesOpenHft = noClasses()
            .that()
            .resideOutsideOfPackage("io.kafkadlq.affinity..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.openhft..")
            .because("it is optional");

    @ArchTest
    static final ArchRule tuningIsArithmetic = noClasses()
            .that()
            .resideInAPackage("..core.tuning..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of other packages of the core",
                    type -> type.getPackageName().startsWith("io.kafkadlq.core")
                            && !type.getPackageName().equals("io.kafkadlq.core.tuning")));

    @ArchTest
    static final ArchRule onePackageReadsTheTime = noClasses()
            .that()
            .resideOutsideOfPackage("..core.time..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests move time by hand");

    @ArchTest
    static final ArchRule threadsComeFromTheFactoryGiven = noClasses()
            .that()
            .resideInAnyPackage("..core..", "..kafka..")
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "makes a thread", call -> call.getTargetOwner().isEquivalentTo(Thread.class)))
            .because("in a server they are the server's, see " + ThreadFactory.class.getName());

    @ArchTest
    static final ArchRule coreClassesAreFinal = classes()
            .that(DescribedPredicate.describe(
                    "are concrete classes of the core", ArchitectureTest::isConcreteCoreClass))
            .should()
            .haveModifier(JavaModifier.FINAL);

    private static boolean isConcreteCoreClass(JavaClass type) {
        return type.getPackageName().startsWith("io.kafkadlq.core")
                && !type.isInterface()
                && !type.isEnum()
                && !type.isAnonymousClass();
    }
}

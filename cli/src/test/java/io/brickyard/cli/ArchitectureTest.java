package io.brickyard.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The arrows between the packages point one way; see the picture in the developers' documentation. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.brickyard");

    @Test
    void shouldPointOneWayWhenPackagesDependOnEachOther() {
        ArchRule arrows = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.brickyard..")
                .withOptionalLayers(true)
                .layer("cli").definedBy("io.brickyard.cli..")
                .layer("load").definedBy("io.brickyard.load..")
                .layer("heal").definedBy("io.brickyard.heal..")
                .layer("stats").definedBy("io.brickyard.stats..")
                .layer("brickd").definedBy("io.brickyard.brickd..")
                .layer("client").definedBy("io.brickyard.client..")
                .layer("xlator").definedBy("io.brickyard.xlator..")
                .layer("posix").definedBy("io.brickyard.posix..")
                .layer("wire").definedBy("io.brickyard.wire..")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .whereLayer("load").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("heal").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("stats").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("brickd").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("xlator").mayOnlyBeAccessedByLayers("cli", "load", "heal", "stats", "brickd", "posix",
                        "client")
                .whereLayer("client").mayOnlyBeAccessedByLayers("cli", "load", "heal")
                .whereLayer("posix").mayOnlyBeAccessedByLayers("cli", "load", "heal", "stats", "brickd");
        arrows.check(PRODUCT);
        noClasses().that().resideInAPackage("io.brickyard.wire..")
                .should().dependOnClassesThat().resideInAnyPackage("io.brickyard.xlator..", "io.brickyard.posix..")
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void shouldPointOneWayWithinLoad() {
        slices().matching("io.brickyard.load.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void shouldEndTheProcessOnlyInMain() {
        noClasses().that().doNotBelongToAnyOf(Main.class)
                .should().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .check(PRODUCT);
    }

    @Test
    void shouldKeepPicocliInTheCommandLine() {
        noClasses().that().resideOutsideOfPackage("io.brickyard.cli..")
                .should().dependOnClassesThat().resideInAPackage("picocli..")
                .check(PRODUCT);
    }

    @Test
    void shouldSeeTheCommandLineAndTheToolsBelowIt() {
        assertTrue(PRODUCT.contain(Main.class));
        assertTrue(PRODUCT.containPackage("io.brickyard.stats"), "the test must see the modules that cli depends on");
        assertTrue(PRODUCT.containPackage("io.brickyard.load"), "the test must see the modules that cli depends on");
        assertTrue(PRODUCT.containPackage("io.brickyard.heal"), "the test must see the modules that cli depends on");
    }
}

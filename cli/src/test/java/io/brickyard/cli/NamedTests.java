package io.brickyard.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * Holds tables of demands to the tests that they name. A line is {@code demand = module Class#method, module
 * Class#method}; the names are looked up in the class files of the modules' tests, which the reactor has just compiled.
 */
final class NamedTests {
    private static final Map<String, Path> MODULES = Map.of("wire", Path.of("../brickd/wire"), "xlator",
            Path.of("../brickd/xlator"), "posix", Path.of("../brickd/posix"), "daemon", Path.of("../brickd/daemon"),
            "peers", Path.of("../brickd/peers"), "cli", Path.of("."));

    private final Map<String, JavaClasses> classes = new TreeMap<>();

    /** What is wrong with a table: its demands without a test, and the tests it names that there are not. */
    List<String> faults(String table) {
        List<String> faults = new ArrayList<>();
        for (String line : table.lines().toList()) {
            int sign = line.lastIndexOf(" = ");
            if (sign < 0 || line.substring(sign + 3).isBlank()) {
                faults.add("no test: " + line);
                continue;
            }
            for (String name : line.substring(sign + 3).split(", ", -1)) {
                if (!isTest(name)) {
                    faults.add("no such test: " + name);
                }
            }
        }
        return faults;
    }

    private boolean isTest(String name) {
        String[] parts = name.split("[ #]", -1);
        if (parts.length != 3 || !MODULES.containsKey(parts[0])) {
            return false;
        }
        return classes.computeIfAbsent(parts[0], NamedTests::load).stream()
                .filter(type -> type.getSimpleName().equals(parts[1]))
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(method -> method.getName().equals(parts[2]) && isTest(method));
    }

    private static boolean isTest(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().getSimpleName().endsWith("Test"));
    }

    private static JavaClasses load(String module) {
        Path directory = MODULES.getOrDefault(module, Path.of("")).resolve("target/test-classes");
        if (!Files.isDirectory(directory)) {
            throw new AssertionError(directory.toAbsolutePath() + " is missing: build with -am, so that the modules'"
                    + " tests are compiled");
        }
        return new ClassFileImporter().importPath(directory);
    }
}

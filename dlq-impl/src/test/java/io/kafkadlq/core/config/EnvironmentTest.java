package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.DlqConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Each key of the reference table, set by an environment variable of a real process. */
class EnvironmentTest {

    @Test
    void shouldTakeEachKeyFromTheEnvironment() throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Reader.class.getName());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        ConfigKeysTest.everyKey().map(Arguments::get).forEach(set -> builder.environment()
                .put(variable((String) set[0]), (String) set[1]));

        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed.lines())
                .containsExactlyElementsOf(ConfigKeysTest.everyKey()
                        .map(Arguments::get)
                        .map(set -> set[0] + " takes effect")
                        .toList());
    }

    /** As MicroProfile Config names it. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Reads each key from its process's environment, on its own: together they need not fit one another. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) {
            ConfigKeysTest.everyKey().map(Arguments::get).forEach(set -> {
                String key = (String) set[0];
                @SuppressWarnings("unchecked") // As the list of keys has it.
                var getter = (Function<DlqConfig, Object>) set[2];
                Object found = getter.apply(configOf(key));
                System.out.println(key + (found.equals(set[3]) ? " takes effect" : " is " + found));
            });
        }

        private static DlqConfig configOf(String key) {
            return new ConfigReader(
                            name -> name.equals(key) ? ProcessSettings.find(key) : passwordOfAUser(name),
                            List.of(),
                            new ArrayList<>())
                    .read()
                    .config();
        }

        /** Without which a user would not do. */
        private static Optional<String> passwordOfAUser(String name) {
            return name.endsWith(".password") && name.startsWith("dlq.security.user.")
                    ? Optional.of("secret")
                    : Optional.empty();
        }
    }
}

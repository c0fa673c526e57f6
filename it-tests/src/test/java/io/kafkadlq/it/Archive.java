package io.kafkadlq.it;

import io.kafkadlq.it.flaky.FlakyStorageFactory;
import io.kafkadlq.it.handlers.Labels;
import io.kafkadlq.it.handlers.Parcels;
import io.kafkadlq.it.handlers.Printer;
import io.kafkadlq.it.second.SecondServlet;
import io.kafkadlq.it.second.Watcher;
import io.kafkadlq.it.second.WatcherServlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Copies of the product's archives with something added. */
final class Archive {

    private static final String SECOND_MODULE =
            "<module><web><web-uri>second.war</web-uri><context-root>/second</context-root></web></module>";

    private static final Class<?>[] HANDLERS = {Parcels.class, Labels.class, Printer.class};

    private Archive() {}

    /** The EAR with an application of a user's own beside ours. */
    static Path withSecondApplication(Path ear) {
        return copy(ear, "second.ear", Map.of("/second.war", secondWar()), "</module>", "</module>" + SECOND_MODULE);
    }

    /** The WAR with beans in it that observe events. */
    static Path withWatcher(Path war) {
        return copy(war, "watched.war", classes("/", Watcher.class, WatcherServlet.class), "", "");
    }

    /** The WAR with beans in it that handle records. */
    static Path withHandlersInside(Path war, Map<String, String> settings) {
        var added = classes("/", HANDLERS);
        added.put("/WEB-INF/lib/settings.jar", settings(settings));
        return copy(war, "handling.war", added, "", "");
    }

    /** The EAR with such beans in a library. */
    static Path withHandlers(Path ear, Map<String, String> settings) {
        Map<String, byte[]> library = new HashMap<>(Map.of("META-INF/beans.xml", beansXml()));
        for (var type : HANDLERS) {
            library.put(file(type.getName()), bytes(type.getName()));
        }
        return copy(
                ear,
                "handling.ear",
                Map.of("/lib/handlers.jar", zip(library), "/lib/settings.jar", settings(settings)),
                "",
                "");
    }

    /** The archive with a library that configures it. */
    static Path configured(Path archive, String libraries, Map<String, String> settings) {
        return copy(
                archive,
                "configured-" + archive.getFileName(),
                Map.of(libraries + "/settings.jar", settings(settings)),
                "",
                "");
    }

    /** The EAR with a storage that fails at first, and a library that configures it. */
    static Path withFlakyStorage(Path ear, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("dlq.store.type", "flaky");
        return copy(
                ear,
                "flaky-" + ear.getFileName(),
                Map.of("/lib/flaky.jar", flakyStorage(), "/lib/settings.jar", settings(all)),
                "",
                "");
    }

    private static byte[] flakyStorage() {
        var factory = FlakyStorageFactory.class.getName();
        var storage = factory.replace("Factory", "");
        return zip(Map.of(
                "META-INF/services/io.kafkadlq.api.store.DlqStorageFactory",
                factory.getBytes(StandardCharsets.UTF_8),
                file(factory),
                bytes(factory),
                file(storage),
                bytes(storage)));
    }

    private static byte[] settings(Map<String, String> settings) {
        var text = new StringBuilder("config_ordinal=900\n");
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return zip(Map.of(
                "META-INF/microprofile-config.properties", text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Path copy(
            Path archive, String name, Map<String, byte[]> added, String replaced, String replacement) {
        try {
            var copy = Path.of(System.getProperty("it.work"), name);
            Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
            try (var files = FileSystems.newFileSystem(copy)) {
                for (var entry : added.entrySet()) {
                    var file = files.getPath(entry.getKey());
                    Files.createDirectories(file.getParent());
                    Files.write(file, entry.getValue());
                }
                var descriptor = files.getPath("/META-INF/application.xml");
                if (Files.exists(descriptor) && !replaced.isEmpty()) {
                    Files.writeString(descriptor, Files.readString(descriptor).replace(replaced, replacement));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + archive, e);
        }
    }

    private static byte[] secondWar() {
        var entries = classes("", SecondServlet.class, Watcher.class, WatcherServlet.class);
        entries.put("WEB-INF/beans.xml", beansXml());
        return zip(entries);
    }

    private static byte[] beansXml() {
        return "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>"
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As they lie in a WAR. */
    private static Map<String, byte[]> classes(String root, Class<?>... classes) {
        Map<String, byte[]> entries = new HashMap<>();
        for (var type : classes) {
            entries.put(root + "WEB-INF/classes/" + file(type.getName()), bytes(type.getName()));
        }
        return entries;
    }

    private static String file(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static byte[] bytes(String className) {
        try (var in = Archive.class.getClassLoader().getResourceAsStream(file(className))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + className, e);
        }
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot zip " + entries.keySet(), e);
        }
        return bytes.toByteArray();
    }
}

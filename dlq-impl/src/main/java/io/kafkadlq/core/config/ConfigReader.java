package io.kafkadlq.core.config;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.SecurityConfig;
import io.kafkadlq.api.config.UserConfig;
import io.kafkadlq.core.config.ChannelReader.ChannelReading;
import io.kafkadlq.core.config.SettingSource.Branch;
import io.kafkadlq.core.tuning.Machine;
import io.kafkadlq.core.tuning.Tuner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads the whole configuration once. Only known keys are looked up, so that any source will do, one that cannot list
 * its keys too: MicroProfile Config, a map, the environment.
 *
 * <p>Not thread-safe.
 */
public final class ConfigReader {

    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private final SettingSource source;
    private final Collection<String> kafkaProperties;
    private final Iterable<String> presentNames;
    private final Supplier<String> hostName;
    private final Machine machine;
    private final Violations violations = new Violations();
    private final RecordBinder binder;

    /**
     * @param lookup the raw text of a key, if it has one
     * @param kafkaProperties the names of all properties that Kafka's clients know
     * @param presentNames the names that are set, as far as the source can tell; used for nothing but warnings
     */
    public ConfigReader(
            Function<String, Optional<String>> lookup,
            Collection<String> kafkaProperties,
            Iterable<String> presentNames) {
        this(lookup, kafkaProperties, presentNames, ConfigReader::hostName, Machine.present());
    }

    ConfigReader(
            Function<String, Optional<String>> lookup,
            Collection<String> kafkaProperties,
            Iterable<String> presentNames,
            Supplier<String> hostName,
            Machine machine) {
        this.source = new SettingSource(Objects.requireNonNull(lookup, "lookup"));
        this.kafkaProperties = List.copyOf(kafkaProperties);
        this.presentNames = Objects.requireNonNull(presentNames, "presentNames");
        this.hostName = hostName;
        this.machine = machine;
        this.binder = new RecordBinder(source, Map.of(), violations);
    }

    /**
     * Reads and checks everything.
     *
     * @throws io.kafkadlq.api.DlqConfigException naming each value that cannot work, and what could
     */
    public ConfigReading read() {
        return read(Map.of());
    }

    /**
     * Reads and checks everything, with channels that code names beside those that are configured.
     *
     * @param declared by the channels' names, the topics for their handlers where {@code processing.topics} is not set
     * @throws io.kafkadlq.api.DlqConfigException naming each value that cannot work, and what could
     */
    public ConfigReading read(Map<String, List<String>> declared) {
        var root = binder.bind(RootSettings.class, Branch.of(RootSettings.PREFIX));
        var channels = channels(root.channels(), declared);
        var users = users(root.security().users());
        var config = new DlqConfig(
                nodeId(root.nodeId()),
                root.drainTimeout(),
                root.lease(),
                root.store(),
                new SecurityConfig(root.admin().password(), users),
                root.metrics(),
                root.health(),
                root.telemetry(),
                configs(channels),
                kafkaClient());
        violations.throwIfAny();
        var known = KnownKeys.of(channels.keySet(), users.keySet(), kafkaProperties);
        return new ConfigReading(config, new UnknownKeys(known).warnings(presentNames), tuned(channels.values()));
    }

    /**
     * Why a key has no effect with this configuration, in words; nothing if it has.
     *
     * @param kafkaProperties the names of all properties that Kafka's clients know
     */
    public static Optional<String> inVain(String key, DlqConfig config, Collection<String> kafkaProperties) {
        var known = KnownKeys.of(
                config.channels().keySet(), config.security().users().keySet(), kafkaProperties);
        return new UnknownKeys(known).inVain(key);
    }

    private String nodeId(Optional<String> configured) {
        if (configured.isEmpty()) {
            return hostName.get();
        }
        String nodeId = configured.get();
        if (!NODE_ID.matcher(nodeId).matches()) {
            violations.add("dlq.node-id", nodeId, "1 to 100 letters, digits, ., :, - and _");
        }
        return nodeId;
    }

    private Map<String, ChannelReading> channels(List<String> configured, Map<String, List<String>> declared) {
        Set<String> names = new LinkedHashSet<>(List.of(DlqConfig.DEFAULT_CHANNEL));
        names.addAll(configured);
        names.addAll(new TreeSet<>(declared.keySet()));
        var reader = new ChannelReader(source, new Tuner(machine, names.size()), violations);
        Map<String, ChannelReading> channels = new LinkedHashMap<>();
        for (String name : names) {
            if (ChannelName.isLegal(name)) {
                channels.put(name, reader.read(name, declared.getOrDefault(name, List.of())));
            } else {
                violations.add("dlq.channels", name, "names of " + ChannelName.RULE);
            }
        }
        return channels;
    }

    private static Map<String, ChannelConfig> configs(Map<String, ChannelReading> channels) {
        Map<String, ChannelConfig> configs = new LinkedHashMap<>();
        channels.forEach((name, reading) -> configs.put(name, reading.config()));
        return configs;
    }

    private static List<TunedChannel> tuned(Collection<ChannelReading> channels) {
        return channels.stream().flatMap(channel -> channel.tuned().stream()).toList();
    }

    private Map<String, UserConfig> users(List<String> names) {
        var rules = new UserRules(violations);
        Map<String, UserConfig> users = new LinkedHashMap<>();
        for (String name : new LinkedHashSet<>(names)) {
            if (rules.checkName(name)) {
                var branch = Branch.of(KnownKeys.USER + name);
                var user = binder.bind(UserConfig.class, branch);
                rules.check(user, branch);
                users.put(name, user);
            }
        }
        return users;
    }

    private Map<String, String> kafkaClient() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String property : kafkaProperties) {
            source.find(KnownKeys.KAFKA + property).ifPresent(text -> properties.put(property, text));
        }
        return properties;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException namelessHost) {
            // A machine that cannot resolve itself; the name only labels what this instance did.
            return "localhost";
        }
    }
}

package io.kafkadlq.cdi;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.cdi.DlqConsumer;
import io.kafkadlq.api.cdi.EnableKafkaDlq;
import io.kafkadlq.api.cdi.RetryHandler;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.boot.Configuration;
import io.kafkadlq.boot.Handled;
import io.kafkadlq.boot.Plugins;
import io.kafkadlq.cdi.health.HealthProbe;
import io.kafkadlq.core.engine.Application;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds what beans handle by annotations, and which channels they name, adds the beans that hand those out, and reads the
 * configuration, while the application is deployed, so that what cannot work fails the deployment.
 */
public class DlqExtension implements Extension {

    private static final String LISTED_CHANNELS = "dlq.channels";
    private static final String HEALTH_ENABLED = "dlq.health.enabled";

    private final DeclaredHandlers declared = new DeclaredHandlers();
    private final NamedChannels named = new NamedChannels();
    private final Enabled enabled = new Enabled();
    private final Observers observers = new Observers();
    private final PluginBeans plugins = new PluginBeans();
    private final PolicyBeans policies = new PolicyBeans();
    private @Nullable DlqConfig config;

    void see(
            @Observes @WithAnnotations({DlqConsumer.class, RetryHandler.class, DeadLettered.class})
                    ProcessAnnotatedType<?> type) {
        declared.seen(type.getAnnotatedType());
    }

    void seeChannels(@Observes @WithAnnotations(DlqChannel.class) ProcessAnnotatedType<?> type) {
        named.seen(type.getAnnotatedType());
    }

    void seeEnabling(@Observes @WithAnnotations(EnableKafkaDlq.class) ProcessAnnotatedType<?> type) {
        if (type.getAnnotatedType().isAnnotationPresent(EnableKafkaDlq.class)) {
            enabled.seen(type.getAnnotatedType());
        }
    }

    /** Once all classes are seen, and before the whole configuration is read: beans cannot be taken out later. */
    void showHealth(@Observes ProcessBeanAttributes<?> bean) {
        if (bean.getAnnotated().isAnnotationPresent(HealthProbe.class) && isHealthOff()) {
            bean.veto();
        }
    }

    void find(@Observes ProcessManagedBean<?> bean) {
        declared.found(bean.getBean(), bean.getAnnotatedBeanClass());
    }

    void findPlugins(@Observes ProcessBean<?> bean) {
        plugins.found(bean.getBean());
        policies.found(bean.getBean());
    }

    void findObserver(@Observes ProcessObserverMethod<?, ?> observer) {
        observers.found(observer.getObserverMethod());
    }

    private boolean isHealthOff() {
        return lookUp(ConfigProvider.getConfig(), HEALTH_ENABLED)
                .filter(text -> text.strip().equalsIgnoreCase("false"))
                .isPresent();
    }

    /** Each channel that code names or the configuration lists has a handler and a switch to inject. */
    void addChannels(@Observes AfterBeanDiscovery discovery) {
        Set<String> channels = new TreeSet<>(handled().declared().keySet());
        channels.add(DlqConfig.DEFAULT_CHANNEL);
        lookUp(ConfigProvider.getConfig(), LISTED_CHANNELS).stream()
                .flatMap(Enabled::listed)
                .forEach(channels::add);
        // Else what is wrong with them would be hidden behind an unsatisfied injection point.
        channels.addAll(named.illegalNames());
        channels.forEach(channel -> {
            add(discovery, DlqHandler.class, channel, producer -> producer.handler(channel));
            add(discovery, ChannelControl.class, channel, producer -> producer.control(channel));
        });
    }

    private static <T> void add(
            AfterBeanDiscovery discovery, Class<T> type, String channel, Function<DlqProducer, T> made) {
        discovery
                .<T>addBean()
                .beanClass(DlqProducer.class)
                .types(type, Object.class)
                .qualifiers(DlqChannel.Literal.of(channel), Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .produceWith(beans -> made.apply(beans.select(DlqProducer.class).get()));
    }

    void validate(@Observes AfterDeploymentValidation deployment, BeanManager beans) {
        List<String> problems = new ArrayList<>();
        problems.addAll(declared.problems());
        problems.addAll(named.problems());
        problems.addAll(enabled.problems());
        problems.addAll(plugins.problems());
        problems.addAll(policies.problems());
        Config source = ConfigProvider.getConfig();
        try {
            DlqConfig read = Configuration.read(
                    key -> lookUp(source, key),
                    source.getPropertyNames(),
                    handled(),
                    Plugins.of(new LentBeans(beans, plugins)));
            config = read;
            problems.addAll(declared.problemsWith(read));
            problems.addAll(enabled.problems(key -> Configuration.inVain(key, read)));
        } catch (DlqConfigException wrong) {
            problems.addAll(enabled.traced(
                    wrong.violations(), key -> configured(source, key).isPresent()));
        }
        if (!problems.isEmpty()) {
            deployment.addDeploymentProblem(new DeploymentException(inWords(problems)));
        }
    }

    /** As one problem: of several the container would show one, or all amid their stack traces. */
    private static String inWords(List<String> problems) {
        return problems.size() == 1
                ? problems.get(0)
                : "The DLQ annotations and configuration have " + problems.size() + " errors:\n  - "
                        + String.join("\n  - ", problems);
    }

    /** What a key is set to: by the configuration, or by code where that has nothing. */
    Optional<String> lookUp(Config source, String key) {
        return configured(source, key).or(() -> enabled.value(key));
    }

    /** Raw text: MicroProfile's own converters differ between servers in what they make of an empty or escaped value. */
    private static Optional<String> configured(Config source, String key) {
        return source.getOptionalValue(key, String.class).filter(value -> !value.isBlank());
    }

    /** @throws DlqException before the deployment has been validated */
    public DlqConfig config() {
        if (config == null) {
            throw new DlqException("The DLQ configuration is not read before the application is validated");
        }
        return config;
    }

    /** What the beans of this container do with records. */
    Application application(BeanManager beans) {
        return declared.application(beans, policies.policies(beans));
    }

    /** What of them can be plugged in. */
    LentBeans lentBeans(BeanManager beans) {
        return new LentBeans(beans, plugins);
    }

    /** Who observes what of ours in this container. */
    Observers observers() {
        return observers;
    }

    /** What its code says of channels. */
    Handled handled() {
        return declared.handled()
                .withChannels(named.names())
                .withChannels(enabled.channels())
                .withChannels(policies.channels());
    }
}

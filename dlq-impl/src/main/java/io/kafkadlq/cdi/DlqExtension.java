package io.kafkadlq.cdi;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.cdi.DlqConsumer;
import io.kafkadlq.api.cdi.RetryHandler;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.boot.Configuration;
import io.kafkadlq.boot.Handled;
import io.kafkadlq.cdi.health.HealthProbe;
import io.kafkadlq.core.engine.Application;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds what beans handle by annotations, and reads the configuration, while the application is deployed, so that what
 * cannot work fails the deployment.
 */
public class DlqExtension implements Extension {

    private static final String HEALTH_ENABLED = "dlq.health.enabled";

    private final DeclaredHandlers declared = new DeclaredHandlers();
    private @Nullable DlqConfig config;

    void see(
            @Observes @WithAnnotations({DlqConsumer.class, RetryHandler.class, DeadLettered.class})
                    ProcessAnnotatedType<?> type) {
        declared.seen(type.getAnnotatedType());
    }

    /** Before the whole configuration is read, as beans cannot be taken out later. */
    void showHealth(@Observes @WithAnnotations(HealthProbe.class) ProcessAnnotatedType<?> type) {
        boolean off = lookUp(ConfigProvider.getConfig(), HEALTH_ENABLED)
                .filter(text -> text.trim().equalsIgnoreCase("false"))
                .isPresent();
        if (off) {
            type.veto();
        }
    }

    void find(@Observes ProcessManagedBean<?> bean) {
        declared.found(bean.getBean(), bean.getAnnotatedBeanClass());
    }

    void validate(@Observes AfterDeploymentValidation deployment) {
        List<String> problems = declared.problems();
        problems.forEach(problem -> deployment.addDeploymentProblem(new DeploymentException(problem)));
        try {
            DlqConfig read = read(ConfigProvider.getConfig(), declared.handled());
            config = read;
            declared.problemsWith(read)
                    .forEach(problem -> deployment.addDeploymentProblem(new DeploymentException(problem)));
        } catch (DlqConfigException wrong) {
            deployment.addDeploymentProblem(wrong);
        }
    }

    private static DlqConfig read(Config source, Handled handled) {
        return Configuration.read(key -> lookUp(source, key), source.getPropertyNames(), handled);
    }

    /** Raw text: MicroProfile's own converters differ between servers in what they make of an empty or escaped value. */
    static Optional<String> lookUp(Config source, String key) {
        return source.getOptionalValue(key, String.class).filter(value -> !value.isEmpty());
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
        return declared.application(beans);
    }

    /** What its code says of channels. */
    Handled handled() {
        return declared.handled();
    }
}

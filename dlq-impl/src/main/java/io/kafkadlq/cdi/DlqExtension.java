package io.kafkadlq.cdi;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.boot.Configuration;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Reads the configuration while the application is deployed, so that a wrong one fails the deployment. */
public class DlqExtension implements Extension {

    private @Nullable DlqConfig config;

    void validate(@Observes AfterDeploymentValidation deployment) {
        try {
            config = read(ConfigProvider.getConfig());
        } catch (DlqConfigException wrong) {
            deployment.addDeploymentProblem(wrong);
        }
    }

    private static DlqConfig read(Config source) {
        return Configuration.read(key -> lookUp(source, key), source.getPropertyNames(), Set.of());
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
}

package io.kafkadlq.web.rest;

import io.kafkadlq.web.security.AccessFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The REST API, all of it listed: nothing gets in by being found on the class path. */
@ApplicationPath("/api/v1")
public class DlqApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                RootResource.class,
                RecordsResource.class,
                CountsResource.class,
                MetricsResource.class,
                HealthResource.class,
                ChannelsResource.class,
                ConfigurationResource.class,
                ProblemsResource.class,
                AccessFeature.class,
                ProblemMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        // Jersey answers OPTIONS with a description of our classes unless told not to.
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
